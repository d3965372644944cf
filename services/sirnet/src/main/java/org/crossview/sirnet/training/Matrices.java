package org.crossview.sirnet.training;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/** Pieces of matrices that the losses share. */
final class Matrices {
  /** Added to the logits of what is no negative. */
  private static final float NEVER = -1e4f;

  private static final float SMALLEST_SQUARE = 1e-8f;

  private Matrices() {}

  /** n x n, 1 on the diagonal. */
  static float[][] identity(int n) {
    float[][] identity = new float[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  /**
   * What is added to logits so that only what is allowed takes part in their softmax.
   *
   * @param allowed 1 or 0
   */
  static Operand<TFloat32> mask(Ops tf, Operand<TFloat32> allowed) {
    return tf.math.mul(tf.math.sub(tf.constant(1f), allowed), tf.constant(NEVER));
  }

  /** The rows scaled to length 1; of rows of zeros, zeros. */
  static Operand<TFloat32> unitRows(Ops tf, Operand<TFloat32> rows) {
    Operand<TFloat32> squares = tf.sum(tf.math.square(rows), tf.constant(1), Sum.keepDims(true));
    Operand<TFloat32> atLeast = tf.math.maximum(squares, tf.constant(SMALLEST_SQUARE));
    return tf.math.mul(rows, tf.math.rsqrt(atLeast));
  }

  /**
   * The log-likelihoods, summed over the rows, that the softmax of each row chooses its diagonal,
   * and that the softmax of each column does.
   *
   * @param logits [n, n]
   * @param eye the identity; a product, since MatrixDiagPart has no gradient here
   */
  static List<Operand<TFloat32>> logLikelihoodsOfDiagonal(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> eye) {
    Operand<TFloat32> transposed = tf.linalg.transpose(logits, tf.constant(new int[] {1, 0}));
    return List.of(ofRows(tf, logits, eye), ofRows(tf, transposed, eye));
  }

  private static Operand<TFloat32> ofRows(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> eye) {
    return tf.sum(tf.math.mul(tf.nn.logSoftmax(logits), eye), tf.constant(new int[] {0, 1}));
  }
}
