package org.crossview.sirnet.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * One refinement step (paper, equations (1) to (3)): the context of the input, through three
 * convolutions, weights the input, and a convolution follows. Shape in = shape out.
 */
final class RefinementBlock {
  /** Scale of the local context (paper, section IV-D3). */
  private static final double LOCAL_SCALE = 0.3;

  private RefinementBlock() {}

  static FeatureMap apply(Layers layers, ContextKind kind, String name, FeatureMap in) {
    Ops tf = layers.tf;
    FeatureMap context = context(layers, kind, in);
    context = layers.convRelu(name + ".context1", context, 3, in.channels());
    context = layers.convRelu(name + ".context2", context, 3, in.channels());
    context = layers.convRelu(name + ".context3", context, 1, in.channels());
    // Height and width contexts are spread over the other axis by broadcasting.
    Operand<TFloat32> weights =
        kind == ContextKind.LOCAL
            ? layers.resize(context, in.height(), in.width()).x()
            : context.x();
    var weighted =
        new FeatureMap(tf.math.mul(in.x(), weights), in.height(), in.width(), in.channels());
    return layers.dropout(layers.convRelu(name + ".refine", weighted, 3, in.channels()));
  }

  private static FeatureMap context(Layers layers, ContextKind kind, FeatureMap in) {
    Ops tf = layers.tf;
    return switch (kind) {
      case HEIGHT ->
          new FeatureMap(
              tf.math.mean(in.x(), tf.constant(2), Mean.keepDims(true)),
              in.height(),
              1,
              in.channels());
      case WIDTH ->
          new FeatureMap(
              tf.math.mean(in.x(), tf.constant(1), Mean.keepDims(true)),
              1,
              in.width(),
              in.channels());
      case LOCAL -> layers.averagePool(in, LOCAL_SCALE);
    };
  }
}
