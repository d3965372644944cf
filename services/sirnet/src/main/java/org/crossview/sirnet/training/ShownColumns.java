package org.crossview.sirnet.training;

import java.util.List;
import org.crossview.sirnet.network.MapShape;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The columns of the descriptors' maps that both views of a batch show: a tile's are brought to
 * where the panorama, turned against it, has them, and what the panorama does not show is left out
 * of both. See {@link ViewAugmentation}.
 */
final class ShownColumns {
  private final Ops tf;
  private final MapShape map;

  /** [columns]: the tile's column that each of the panorama's looks at. */
  private final Placeholder<TInt32> order;

  /** [columns]: 1 where the panorama shows something, else 0. */
  private final Placeholder<TFloat32> shown;

  ShownColumns(Ops tf, MapShape map) {
    this.tf = tf;
    this.map = map;
    Shape columns = Shape.of(map.columns());
    order = tf.withName("view.order").placeholder(TInt32.class, Placeholder.shape(columns));
    shown = tf.withName("view.shown").placeholder(TFloat32.class, Placeholder.shape(columns));
  }

  /** [columns]: 1 where the panoramas of the batch show something, else 0. */
  Operand<TFloat32> shown() {
    return shown;
  }

  /**
   * The panoramas' descriptors without what is out of view.
   *
   * @param descriptors per step [batch, D]
   * @return likewise, rows of length 1
   */
  List<Operand<TFloat32>> ofGround(List<Operand<TFloat32>> descriptors) {
    return descriptors.stream().map(x -> normalised(visible(asMap(x)))).toList();
  }

  /** The tiles' descriptors, turned as the panoramas are; else as {@link #ofGround}. */
  List<Operand<TFloat32>> ofAerial(List<Operand<TFloat32>> descriptors) {
    return descriptors.stream()
        .map(x -> normalised(visible(tf.gather(asMap(x), order, tf.constant(2)))))
        .toList();
  }

  private Operand<TFloat32> asMap(Operand<TFloat32> descriptor) {
    return tf.reshape(
        descriptor, tf.constant(new int[] {-1, map.rows(), map.columns(), map.channels()}));
  }

  private Operand<TFloat32> visible(Operand<TFloat32> maps) {
    return tf.math.mul(maps, tf.reshape(shown, tf.constant(new int[] {1, 1, map.columns(), 1})));
  }

  private Operand<TFloat32> normalised(Operand<TFloat32> maps) {
    return Matrices.unitRows(tf, tf.reshape(maps, tf.constant(new int[] {-1, map.size()})));
  }

  /** What a batch's panoramas show, to be fed and closed. */
  Values values(Batch batch) {
    int columns = map.columns();
    int[] looksAt = new int[columns];
    float[] isShown = new float[columns];
    for (int c = 0; c < columns; c++) {
      looksAt[c] = (c + batch.shift()) % columns;
      isShown[c] = c < batch.shown() ? 1 : 0;
    }
    return new Values(
        TInt32.tensorOf(Shape.of(columns), DataBuffers.of(looksAt)),
        TFloat32.tensorOf(Shape.of(columns), DataBuffers.of(isShown)));
  }

  Session.Runner feed(Session.Runner runner, Values values) {
    return runner.feed(order, values.order).feed(shown, values.shown);
  }

  /** Tensors of the placeholders. */
  record Values(TInt32 order, TFloat32 shown) implements AutoCloseable {
    @Override
    public void close() {
      order.close();
      shown.close();
    }
  }
}
