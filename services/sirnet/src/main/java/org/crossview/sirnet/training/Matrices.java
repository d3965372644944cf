package org.crossview.sirnet.training;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Pieces of matrices that the losses share. */
final class Matrices {
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
   * The log-likelihood that the softmax of each row chooses its diagonal, summed over the rows.
   *
   * @param logits [n, n]
   * @param eye the identity; a product, since MatrixDiagPart has no gradient here
   */
  static Operand<TFloat32> logLikelihoodOfDiagonal(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> eye) {
    return tf.sum(tf.math.mul(tf.nn.logSoftmax(logits), eye), tf.constant(new int[] {0, 1}));
  }
}
