package org.crossview.sirnet.training;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Cross entropy of choosing the right tile among those of the batch, and the right panorama for
 * each tile (van den Oord et al. 2018, equation (4); both ways as Radford et al. 2021, Fig. 3). The
 * logits are -beta times the squared distances, so the hardest negatives of a panorama weigh most,
 * where the soft-margin loss takes the mean over all of them. Summed over the refinement steps.
 */
final class InfoNceLoss {
  private InfoNceLoss() {}

  /**
   * Adds the loss to the graph.
   *
   * @param ground per step [batch, D], rows of length 1; row i belongs to row i of {@code aerial}
   * @param negatives [batch, batch], 1 where row and column are of different places, else 0
   * @param beta scalar, factor on the squared L2 distances; 1 / (2 beta) is the temperature
   * @return scalar; ln(batch) per step when all descriptors are alike and all pairs negatives
   */
  static Operand<TFloat32> of(
      Ops tf,
      List<Operand<TFloat32>> ground,
      List<Operand<TFloat32>> aerial,
      int batch,
      Operand<TFloat32> negatives,
      Operand<TFloat32> beta) {
    Operand<TFloat32> eye = tf.constant(Matrices.identity(batch));
    Operand<TFloat32> mask = Matrices.mask(tf, tf.math.add(negatives, eye));
    List<Operand<TFloat32>> likelihoods = new ArrayList<>();
    for (int t = 0; t < ground.size(); t++) {
      Operand<TFloat32> cosine =
          tf.linalg.matMul(ground.get(t), aerial.get(t), MatMul.transposeB(true));
      // Rows of length 1: -|g - a|² = 2 cos - 2; the constant falls out of the softmax.
      Operand<TFloat32> logits =
          tf.math.add(tf.math.mul(cosine, tf.math.mul(beta, tf.constant(2f))), mask);
      likelihoods.addAll(Matrices.logLikelihoodsOfDiagonal(tf, logits, eye));
    }
    return tf.math.mul(tf.math.addN(likelihoods), tf.constant(-1f / (2 * batch)));
  }
}
