package org.crossview.sirnet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * CBAM (Woo et al., ECCV 2018): channels are weighted first, then places, each weight in 0..1.
 * Shape in = shape out.
 */
final class AttentionModule {
  /** Channels for one of the layer between the two of the channel attention. */
  private static final int REDUCTION = 16;

  private static final int SPATIAL_KERNEL = 7;

  private AttentionModule() {}

  static FeatureMap apply(Layers layers, FeatureMap in) {
    Ops tf = layers.tf;
    FeatureMap byChannel = scaled(layers, in, channels(layers, in));
    Operand<TFloat32> described =
        tf.concat(
            List.of(
                tf.max(byChannel.x(), tf.constant(3), Max.keepDims(true)),
                tf.math.mean(byChannel.x(), tf.constant(3), Mean.keepDims(true))),
            tf.constant(3));
    FeatureMap places =
        layers.conv(
            "cbam.spatial",
            new FeatureMap(described, in.height(), in.width(), 2),
            SPATIAL_KERNEL,
            1);
    return scaled(layers, byChannel, tf.math.sigmoid(places.x()));
  }

  /** One network for the averages and for the maxima of the channels; its answers are added. */
  private static Operand<TFloat32> channels(Layers layers, FeatureMap in) {
    Ops tf = layers.tf;
    Operand<org.tensorflow.types.TInt32> places = tf.constant(new int[] {1, 2});
    Operand<TFloat32> average = tf.math.mean(in.x(), places, Mean.keepDims(true));
    Operand<TFloat32> largest = tf.max(in.x(), places, Max.keepDims(true));
    return tf.math.sigmoid(tf.math.add(shared(layers, in, average), shared(layers, in, largest)));
  }

  private static Operand<TFloat32> shared(Layers layers, FeatureMap in, Operand<TFloat32> pooled) {
    int hidden = Math.max(1, in.channels() / REDUCTION);
    FeatureMap f = new FeatureMap(pooled, 1, 1, in.channels());
    f = layers.convRelu("cbam.channel1", f, 1, hidden);
    return layers.conv("cbam.channel2", f, 1, in.channels()).x();
  }

  private static FeatureMap scaled(Layers layers, FeatureMap in, Operand<TFloat32> weights) {
    return new FeatureMap(
        layers.tf.math.mul(in.x(), weights), in.height(), in.width(), in.channels());
  }
}
