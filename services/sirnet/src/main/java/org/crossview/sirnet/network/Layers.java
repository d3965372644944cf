package org.crossview.sirnet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;

/** The layers that one branch is made of. Variables are named by the branch's prefix. */
final class Layers {
  final Ops tf;
  private final Variables variables;
  private final String prefix;
  private final boolean circular;
  private final double dropoutRate;
  private final DropoutSource dropout;

  /**
   * @param circular whether convolutions wrap around the width
   * @param dropout null in inference
   */
  Layers(
      Ops tf,
      Variables variables,
      String prefix,
      boolean circular,
      double dropoutRate,
      DropoutSource dropout) {
    this.tf = tf;
    this.variables = variables;
    this.prefix = prefix;
    this.circular = circular;
    this.dropoutRate = dropoutRate;
    this.dropout = dropout;
  }

  /** Convolution with bias, stride 1, no activation. */
  FeatureMap conv(String name, FeatureMap in, int kernel, int out) {
    return conv(name, in, kernel, 1, out, 1);
  }

  /** Convolution with bias, stride 1, then ReLU. */
  FeatureMap convRelu(String name, FeatureMap in, int kernel, int out) {
    return relu(conv(name, in, kernel, out));
  }

  /**
   * Convolution with bias; the output has ceil(height / strideRows) rows and as many columns as the
   * input.
   *
   * @param kernel rows and columns of the kernel, an odd number
   * @param gain factor on the He initialisation
   */
  FeatureMap conv(String name, FeatureMap in, int kernel, int strideRows, int out, double gain) {
    return conv(name, in, kernel, new int[] {strideRows, 1}, out, gain);
  }

  /** Convolution of 3 x 3 with bias that halves height and width, no activation. */
  FeatureMap halved(String name, FeatureMap in, int out) {
    return conv(name, in, 3, new int[] {2, 2}, out, 1);
  }

  /** A trained tensor that belongs to no convolution; see {@link Variables#weight}. */
  Operand<TFloat32> weight(String name, Shape shape, double deviation) {
    return variables.weight(prefix + "." + name, shape, deviation);
  }

  private FeatureMap conv(
      String name, FeatureMap in, int kernel, int[] stride, int out, double gain) {
    Operand<TFloat32> w =
        variables.kernel(prefix + "." + name + ".w", kernel, in.channels(), out, gain);
    Operand<TFloat32> b = variables.bias(prefix + "." + name + ".b", out);
    List<Long> strides = List.of(1L, (long) stride[0], (long) stride[1], 1L);
    int rows = (in.height() + stride[0] - 1) / stride[0];
    int columns = (in.width() + stride[1] - 1) / stride[1];
    Operand<TFloat32> y;
    // A map of one column is a mean over the circle already: there is nothing to wrap around.
    if (circular && kernel > 1 && in.width() > 1) {
      // Zero rows by hand: the gradient of a convolution forgets explicit paddings.
      int missing = Math.max(0, (rows - 1) * stride[0] + kernel - in.height());
      int[][] padding = {{0, 0}, {missing / 2, missing - missing / 2}, {0, 0}, {0, 0}};
      Operand<TFloat32> padded =
          tf.pad(wrapped(in, kernel / 2), tf.constant(padding), tf.constant(0f));
      y = tf.nn.conv2d(padded, w, strides, "VALID");
    } else {
      y = tf.nn.conv2d(in.x(), w, strides, "SAME");
    }
    Operand<TFloat32> sum = tf.nn.biasAdd(y, b);
    variables.observe(prefix + "." + name, sum);
    return new FeatureMap(sum, rows, columns, out);
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

  FeatureMap relu(FeatureMap in) {
    return new FeatureMap(tf.nn.relu(in.x()), in.height(), in.width(), in.channels());
  }

  /** Largest value of each 2 x 2 square. */
  FeatureMap maxPool(FeatureMap in) {
    Operand<org.tensorflow.types.TInt32> square = tf.constant(new int[] {1, 2, 2, 1});
    return new FeatureMap(
        tf.nn.maxPool(in.x(), square, square, "SAME"),
        (in.height() + 1) / 2,
        (in.width() + 1) / 2,
        in.channels());
  }

  /** Average pooling to the scale alpha of the paper; see {@link ScalePool}. */
  FeatureMap averagePool(FeatureMap in, double alpha) {
    ScalePool rows = ScalePool.of(alpha, in.height());
    ScalePool columns = ScalePool.of(alpha, in.width());
    return new FeatureMap(
        tf.nn.avgPool(
            in.x(),
            List.of(1L, (long) rows.kernel(), (long) columns.kernel(), 1L),
            List.of(1L, (long) rows.stride(), (long) columns.stride(), 1L),
            "VALID"),
        rows.output(),
        columns.output(),
        in.channels());
  }

  FeatureMap resize(FeatureMap in, int height, int width) {
    Operand<TFloat32> y =
        tf.image.resizeBilinear(
            in.x(), tf.constant(new int[] {height, width}), ResizeBilinear.halfPixelCenters(true));
    return new FeatureMap(y, height, width, in.channels());
  }

  /** Drops activations in training; the input itself in inference. */
  FeatureMap dropout(FeatureMap in) {
    if (dropout == null || dropoutRate == 0) {
      return in;
    }
    return new FeatureMap(
        dropout.apply(tf, in.x(), dropoutRate), in.height(), in.width(), in.channels());
  }
}
