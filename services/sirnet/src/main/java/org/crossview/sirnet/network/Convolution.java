package org.crossview.sirnet.network;

import java.util.ArrayList;
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
   * Convolves to ceil(height / stride) rows and ceil(width / stride) columns, whose windows lie
   * over the same ones whether or not it wraps around.
   *
   * @param w [kernel, kernel, in, out]
   * @param kernel rows and columns of the kernel, an odd number
   * @param stride of the rows and of the columns
   */
  Operand<TFloat32> of(FeatureMap in, Operand<TFloat32> w, int kernel, int[] stride) {
    List<Long> strides = List.of(1L, (long) stride[0], (long) stride[1], 1L);
    // A map of one column is a mean over the circle already: there is nothing to wrap around.
    if (!circular || kernel == 1 || in.width() == 1) {
      return convolved(in.x(), in.channels(), w, strides, "SAME");
    }
    // Zero rows by hand: the gradient of a convolution forgets explicit paddings.
    int[] rows = padding(in.height(), kernel, stride[0]);
    int[] columns = padding(in.width(), kernel, stride[1]);
    Operand<TFloat32> padded =
        tf.pad(
            wrapped(in, columns[0], columns[1]),
            tf.constant(new int[][] {{0, 0}, rows, {0, 0}, {0, 0}}),
            tf.constant(0f));
    return convolved(padded, in.channels(), w, strides, "VALID");
  }

  /** Rows or columns of the output: ceil(inputs / stride). */
  static int outputs(int inputs, int stride) {
    return (inputs + stride - 1) / stride;
  }

  /** Rows or columns that TensorFlow's SAME adds before the first and after the last. */
  private static int[] padding(int inputs, int kernel, int stride) {
    int missing = Math.max(0, (outputs(inputs, stride) - 1) * stride + kernel - inputs);
    return new int[] {missing / 2, missing - missing / 2};
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
  private Operand<TFloat32> wrapped(FeatureMap in, int before, int after) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    if (before > 0) {
      parts.add(columns(in, in.width() - before, before));
    }
    parts.add(in.x());
    if (after > 0) {
      parts.add(columns(in, 0, after));
    }
    return parts.size() == 1 ? in.x() : tf.concat(parts, tf.constant(2));
  }

  private Operand<TFloat32> columns(FeatureMap in, int from, int count) {
    return tf.slice(
        in.x(),
        tf.constant(new int[] {0, 0, from, 0}),
        tf.constant(new int[] {-1, in.height(), count, in.channels()}));
  }
}
