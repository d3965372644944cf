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
  private final Convolution convolution;
  private final double dropoutRate;
  private final DropoutSource dropout;
  private final Normalization normalization;

  /**
   * @param dropout null in inference
   */
  Layers(
      Ops tf,
      Variables variables,
      String prefix,
      Convolution convolution,
      double dropoutRate,
      DropoutSource dropout,
      Normalization normalization) {
    this.tf = tf;
    this.variables = variables;
    this.prefix = prefix;
    this.convolution = convolution;
    this.dropoutRate = dropoutRate;
    this.dropout = dropout;
    this.normalization = normalization;
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
    String layer = prefix + "." + name;
    Operand<TFloat32> w = variables.kernel(layer + ".w", kernel, in.channels(), out, gain);
    Operand<TFloat32> b = variables.bias(layer + ".b", out);
    Operand<TFloat32> y;
    if (normalization == Normalization.NONE || !isNormalized(name)) {
      y = tf.nn.biasAdd(convolution.of(in, w, kernel, stride), b);
      variables.observe(layer, y);
    } else {
      var normalized = new BatchNormalization(tf, variables, layer, out);
      if (normalization == Normalization.BATCH) {
        Operand<TFloat32> plain = convolution.of(in, w, kernel, stride);
        y = normalized.ofBatch(plain, b, variables.updates());
      } else {
        BatchNormalization.Folded folded = normalized.folded(w, b);
        variables.fold(layer + ".w", folded.kernel());
        variables.fold(layer + ".b", folded.bias());
        y = tf.nn.biasAdd(convolution.of(in, folded.kernel(), kernel, stride), folded.bias());
      }
    }
    return new FeatureMap(
        y,
        Convolution.outputs(in.height(), stride[0]),
        Convolution.outputs(in.width(), stride[1]),
        out);
  }

  /**
   * All but the aggregation: its layers see the maps of all steps, one after the other, and have no
   * one mean and variance.
   */
  private static boolean isNormalized(String name) {
    return name.startsWith("vgg.") || name.startsWith("block");
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
