package org.crossview.sirnet.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * Makes a step's descriptor from its feature map: three convolutions that quarter the height and
 * leave 16 channels, flattened and L2-normalised. All steps of a branch share its weights.
 */
final class Aggregation {
  private Aggregation() {}

  /** H x W x C to [batch, H/4 * W * outputChannels]; rows of length 1. */
  static Operand<TFloat32> apply(Layers layers, SirNetSettings settings, FeatureMap in) {
    Ops tf = layers.tf;
    int c1 = settings.channels(256);
    // A narrow network must not squeeze the descriptor through fewer channels than it has.
    int c2 = Math.max(settings.channels(64), settings.outputChannels());
    FeatureMap f = layers.conv("aggregation.conv1", in, 3, 2, c1, 1);
    if (settings.multiscale()) {
      Operand<TFloat32> context = MultiscaleContext.apply(layers, settings, in, f);
      f = new FeatureMap(tf.math.add(f.x(), context), f.height(), f.width(), f.channels());
    }
    f = layers.relu(f);
    f = layers.relu(layers.conv("aggregation.conv2", f, 3, 2, c2, 1));
    f = layers.conv("aggregation.conv3", f, 3, settings.outputChannels());
    return normalized(
        tf, tf.reshape(f.x(), tf.constant(new int[] {-1, f.height() * f.width() * f.channels()})));
  }

  private static Operand<TFloat32> normalized(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> squares = tf.sum(tf.math.square(x), tf.constant(1), Sum.keepDims(true));
    return tf.math.mul(x, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(1e-12f))));
  }
}
