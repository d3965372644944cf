package org.crossview.sirnet.training;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Contrast between single columns: under the polar transform a column of the panorama's descriptor
 * and the same column of the tile's show one direction from one place, and the other columns of the
 * batch show something else. A batch of B pairs gives B * W of these small questions where the
 * triplet loss asks B large ones, so random weights learn far sooner what looks alike in the two
 * views. Cross entropy over the cosines (van den Oord et al. 2018, equation (4)), both ways.
 *
 * <p>No negatives are the columns of tiles of the same place, and those next to the column itself:
 * the panorama is not taken at the tile's centre, so what is near appears some columns aside.
 */
final class ColumnContrastLoss {
  /** Cosines are divided by it before the softmax. */
  private static final float TEMPERATURE = 0.1f;

  /** Columns to each side that are no negatives: 5 m aside at a distance of 20 m, and some more. */
  private static final double BESIDE_DEGREES = 25;

  private ColumnContrastLoss() {}

  /**
   * Adds the loss to the graph.
   *
   * @param ground per step [batch, rows * columns * channels]; row i belongs to row i of {@code
   *     aerial}
   * @param rows height of the map that a descriptor is flattened from
   * @param negatives [batch, batch], 1 where row and column are of different places, else 0
   * @return scalar, the mean over columns, ways and steps
   */
  static Operand<TFloat32> of(
      Ops tf,
      List<Operand<TFloat32>> ground,
      List<Operand<TFloat32>> aerial,
      int batch,
      int rows,
      int columns,
      int channels,
      Operand<TFloat32> negatives) {
    int n = batch * columns;
    Operand<TFloat32> eye = tf.constant(Matrices.identity(n));
    Operand<TFloat32> mask = mask(tf, batch, columns, negatives);
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (int t = 0; t < ground.size(); t++) {
      Operand<TFloat32> g = columns(tf, ground.get(t), rows, columns, channels);
      Operand<TFloat32> a = columns(tf, aerial.get(t), rows, columns, channels);
      Operand<TFloat32> cosine = tf.linalg.matMul(g, a, MatMul.transposeB(true));
      Operand<TFloat32> logits =
          tf.math.add(tf.math.mul(cosine, tf.constant(1 / TEMPERATURE)), mask);
      losses.addAll(Matrices.logLikelihoodsOfDiagonal(tf, logits, eye));
    }
    float mean = 1f / (losses.size() * n);
    return tf.math.mul(tf.math.addN(losses), tf.constant(-mean));
  }

  /** [n, n]: 0 for a column itself and its negatives, a large negative number for the others. */
  private static Operand<TFloat32> mask(
      Ops tf, int batch, int columns, Operand<TFloat32> negatives) {
    int beside = (int) Math.round(BESIDE_DEGREES / 360 * columns);
    float[] ownImage = new float[batch * columns * batch * columns];
    for (int i = 0; i < batch; i++) {
      for (int c = 0; c < columns; c++) {
        for (int d = 0; d < columns; d++) {
          int apart = Math.min(Math.floorMod(c - d, columns), Math.floorMod(d - c, columns));
          if (apart == 0 || apart > beside) {
            ownImage[((i * columns + c) * batch + i) * columns + d] = 1;
          }
        }
      }
    }
    int n = batch * columns;
    Operand<TFloat32> own =
        tf.reshape(tf.constant(ownImage), tf.constant(new int[] {batch, columns, batch, columns}));
    Operand<TFloat32> others = tf.reshape(negatives, tf.constant(new int[] {batch, 1, batch, 1}));
    Operand<TFloat32> allowed = tf.reshape(tf.math.add(own, others), tf.constant(new int[] {n, n}));
    return Matrices.mask(tf, allowed);
  }

  /** [batch, rows * columns * channels] to [batch * columns, rows * channels], rows of length 1. */
  private static Operand<TFloat32> columns(
      Ops tf, Operand<TFloat32> x, int rows, int columns, int channels) {
    Operand<TFloat32> map = tf.reshape(x, tf.constant(new int[] {-1, rows, columns, channels}));
    Operand<TFloat32> turned = tf.linalg.transpose(map, tf.constant(new int[] {0, 2, 1, 3}));
    Operand<TFloat32> flat = tf.reshape(turned, tf.constant(new int[] {-1, rows * channels}));
    Operand<TFloat32> squares = tf.sum(tf.math.square(flat), tf.constant(1), Sum.keepDims(true));
    return tf.math.mul(flat, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(1e-8f))));
  }
}
