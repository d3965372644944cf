package org.crossview.sirnet.training;

import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.network.MapShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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
   * @param map that a descriptor is flattened from
   * @param negatives [batch, batch], 1 where row and column are of different places, else 0
   * @param shown [columns], 1 where the panoramas show something, else 0: other columns take no
   *     part
   * @return scalar, the mean over columns shown, ways and steps
   */
  static Operand<TFloat32> of(
      Ops tf,
      List<Operand<TFloat32>> ground,
      List<Operand<TFloat32>> aerial,
      int batch,
      MapShape map,
      Operand<TFloat32> negatives,
      Operand<TFloat32> shown) {
    int n = batch * map.columns();
    Operand<TFloat32> ofAll = tf.tile(shown, tf.constant(new int[] {batch}));
    Operand<TFloat32> asRow = tf.reshape(ofAll, tf.constant(new int[] {1, n}));
    Operand<TFloat32> asColumn = tf.reshape(ofAll, tf.constant(new int[] {n, 1}));
    Operand<TFloat32> own = tf.math.mul(tf.constant(Matrices.identity(n)), asRow);
    Operand<TFloat32> allowed =
        tf.math.mul(tf.math.mul(allowed(tf, batch, map.columns(), negatives), asRow), asColumn);
    Operand<TFloat32> mask = Matrices.mask(tf, allowed);
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (int t = 0; t < ground.size(); t++) {
      Operand<TFloat32> g = columns(tf, ground.get(t), map);
      Operand<TFloat32> a = columns(tf, aerial.get(t), map);
      Operand<TFloat32> cosine = tf.linalg.matMul(g, a, MatMul.transposeB(true));
      Operand<TFloat32> logits =
          tf.math.add(tf.math.mul(cosine, tf.constant(1 / TEMPERATURE)), mask);
      losses.addAll(Matrices.logLikelihoodsOfDiagonal(tf, logits, own));
    }
    Operand<TFloat32> questions =
        tf.math.mul(tf.sum(ofAll, tf.constant(0)), tf.constant((float) -losses.size()));
    return tf.math.div(tf.math.addN(losses), questions);
  }

  /** [n, n]: 1 for a column itself and its negatives, 0 for the others. */
  private static Operand<TFloat32> allowed(
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
    return tf.reshape(tf.math.add(own, others), tf.constant(new int[] {n, n}));
  }

  /** [batch, rows * columns * channels] to [batch * columns, rows * channels], rows of length 1. */
  private static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, MapShape map) {
    Operand<TFloat32> maps =
        tf.reshape(x, tf.constant(new int[] {-1, map.rows(), map.columns(), map.channels()}));
    Operand<TFloat32> turned = tf.linalg.transpose(maps, tf.constant(new int[] {0, 2, 1, 3}));
    return Matrices.unitRows(
        tf, tf.reshape(turned, tf.constant(new int[] {-1, map.rows() * map.channels()})));
  }
}
