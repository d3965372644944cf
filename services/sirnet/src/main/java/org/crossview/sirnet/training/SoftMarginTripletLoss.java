package org.crossview.sirnet.training;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * The weighted soft-margin loss (paper, equation (4)) over all 2 B (B - 1) triplets of a batch:
 * every panorama against every other tile, and every tile against every other panorama, but for
 * those of the same place. The mean over the triplets, summed over the refinement steps.
 */
final class SoftMarginTripletLoss {
  private SoftMarginTripletLoss() {}

  /**
   * Adds the loss to the graph.
   *
   * @param ground per step [batch, D], rows of length 1; row i belongs to row i of {@code aerial}
   * @param negatives [batch, batch], 1 where row and column are of different places, else 0
   * @param beta scalar, factor on the differences of squared L2 distances
   * @return scalar; ln 2 per step when all descriptors are alike
   */
  static Operand<TFloat32> of(
      Ops tf,
      List<Operand<TFloat32>> ground,
      List<Operand<TFloat32>> aerial,
      int batch,
      Operand<TFloat32> negatives,
      Operand<TFloat32> beta) {
    Operand<TFloat32> eye = tf.constant(Matrices.identity(batch));
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (int t = 0; t < ground.size(); t++) {
      Operand<TFloat32> cosine =
          tf.linalg.matMul(ground.get(t), aerial.get(t), MatMul.transposeB(true));
      // Rows of length 1: |g - a|² = 2 - 2 cos; the constant falls out of the differences.
      Operand<TFloat32> distance = tf.math.mul(cosine, tf.constant(-2f));
      // The diagonal by multiplication: MatrixDiagPart has no gradient here.
      Operand<TFloat32> diagonal = tf.math.mul(distance, eye);
      Operand<TFloat32> ofGround = tf.sum(diagonal, tf.constant(1), Sum.keepDims(true));
      Operand<TFloat32> ofAerial = tf.sum(diagonal, tf.constant(0), Sum.keepDims(true));
      Operand<TFloat32> sum =
          tf.math.add(
              softMargin(tf, ofGround, distance, beta), softMargin(tf, ofAerial, distance, beta));
      Operand<TFloat32> masked = tf.math.mul(sum, negatives);
      losses.add(tf.sum(masked, tf.constant(new int[] {0, 1})));
    }
    // A batch of one place alone has no triplets, and no loss.
    Operand<TFloat32> triplets =
        tf.math.maximum(
            tf.math.mul(tf.sum(negatives, tf.constant(new int[] {0, 1})), tf.constant(2f)),
            tf.constant(1f));
    return tf.math.div(tf.math.addN(losses), triplets);
  }

  /** log(1 + exp(beta (positive - negative))), without overflow. */
  private static Operand<TFloat32> softMargin(
      Ops tf, Operand<TFloat32> positive, Operand<TFloat32> negative, Operand<TFloat32> beta) {
    return tf.math.softplus(tf.math.mul(tf.math.sub(positive, negative), beta));
  }
}
