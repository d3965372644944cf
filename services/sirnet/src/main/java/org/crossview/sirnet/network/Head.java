package org.crossview.sirnet.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/** Makes a step's descriptor of its feature map. All steps of a branch share its weights. */
sealed interface Head permits ConvolutionHead, SpatialAttentionHead, TransportHead {
  /**
   * The map that a descriptor is, before it is flattened.
   *
   * @param features the shape of what comes in
   */
  MapShape shape(SirNetSettings settings, MapShape features);

  /** A map of the shape that {@link #shape} says for the branch's input. */
  Operand<TFloat32> describe(
      Layers layers, SirNetSettings settings, View view, FeatureMap features);

  /** The descriptor, [batch, D]; rows of length 1. */
  default Operand<TFloat32> apply(
      Layers layers, SirNetSettings settings, View view, FeatureMap features) {
    Ops tf = layers.tf;
    int[] flat = {-1, settings.descriptorLength()};
    Operand<TFloat32> x = tf.reshape(describe(layers, settings, view, features), tf.constant(flat));
    Operand<TFloat32> squares = tf.sum(tf.math.square(x), tf.constant(1), Sum.keepDims(true));
    return tf.math.mul(x, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(1e-12f))));
  }
}
