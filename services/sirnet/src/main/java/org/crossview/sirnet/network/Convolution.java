package org.crossview.sirnet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * A convolution without bias.
 *
 * @param circular whether it wraps around the width
 * @param precision of all but those that read the image
 */
record Convolution(Ops tf, boolean circular, Precision precision) {
  /**
   * TensorFlow convolves three bfloat16 channels wrongly (ADR 124). All layers but the first read a
   * multiple of eight.
   */
  private static final int ROUNDED_CHANNELS = 8;

  /**
   * Convolves to ceil(height / stride) rows and columns.
   *
   * @param w [kernel, kernel, in, out]
   * @param kernel rows and columns of the kernel, an odd number
   * @param stride of the rows and of the columns; that of the columns is 1 where it is circular
   */
  Operand<TFloat32> of(FeatureMap in, Operand<TFloat32> w, int kernel, int[] stride) {
    List<Long> strides = List.of(1L, (long) stride[0], (long) stride[1], 1L);
    // A map of one column is a mean over the circle already: there is nothing to wrap around.
    if (!circular || kernel == 1 || in.width() == 1) {
      return convolved(in.x(), in.channels(), w, strides, "SAME");
    }
    // Zero rows by hand: the gradient of a convolution forgets explicit paddings.
    int missing =
        Math.max(0, (outputs(in.height(), stride[0]) - 1) * stride[0] + kernel - in.height());
    int[][] padding = {{0, 0}, {missing / 2, missing - missing / 2}, {0, 0}, {0, 0}};
    Operand<TFloat32> padded =
        tf.pad(wrapped(in, kernel / 2), tf.constant(padding), tf.constant(0f));
    return convolved(padded, in.channels(), w, strides, "VALID");
  }

  /** Rows or columns of the output: ceil(inputs / stride). */
  static int outputs(int inputs, int stride) {
    return (inputs + stride - 1) / stride;
  }

  private Operand<TFloat32> convolved(
      Operand<TFloat32> x, int channels, Operand<TFloat32> w, List<Long> strides, String padding) {
    if (precision == Precision.FLOAT32 || channels % ROUNDED_CHANNELS != 0) {
      return tf.nn.conv2d(x, w, strides, padding);
    }
    Operand<TBfloat16> roundedX = tf.dtypes.cast(x, TBfloat16.class);
    Operand<TBfloat16> roundedW = tf.dtypes.cast(w, TBfloat16.class);
    return tf.dtypes.cast(tf.nn.conv2d(roundedX, roundedW, strides, padding), TFloat32.class);
  }

  /** The last columns before the first ones and the first ones after the last. */
  private Operand<TFloat32> wrapped(FeatureMap in, int columns) {
    int[] size = {-1, in.height(), columns, in.channels()};
    Operand<TFloat32> last =
        tf.slice(in.x(), tf.constant(new int[] {0, 0, in.width() - columns, 0}), tf.constant(size));
    Operand<TFloat32> first =
        tf.slice(in.x(), tf.constant(new int[] {0, 0, 0, 0}), tf.constant(size));
    return tf.concat(List.of(last, in.x(), first), tf.constant(2));
  }
}
