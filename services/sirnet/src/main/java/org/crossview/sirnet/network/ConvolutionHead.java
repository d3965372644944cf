package org.crossview.sirnet.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * SIRNet's aggregation, which is DSM's head (Shi et al., CVPR 2020) and, where that is on, the
 * multiscale context: three convolutions that quarter the height and leave few channels. Columns
 * stay directions.
 */
final class ConvolutionHead implements Head {
  @Override
  public MapShape shape(SirNetSettings settings, MapShape features) {
    return new MapShape(
        features.rows() / settings.head().rowStride(),
        features.columns(),
        settings.outputChannels());
  }

  @Override
  public Operand<TFloat32> describe(
      Layers layers, SirNetSettings settings, View view, FeatureMap in) {
    int c1 = settings.channels(256);
    // A narrow network must not squeeze the descriptor through fewer channels than it has.
    int c2 = Math.max(settings.channels(64), settings.outputChannels());
    FeatureMap f = layers.conv("aggregation.conv1", in, 3, 2, c1, 1);
    if (settings.multiscale()) {
      Operand<TFloat32> context = MultiscaleContext.apply(layers, settings, in, f);
      f = new FeatureMap(layers.tf.math.add(f.x(), context), f.height(), f.width(), f.channels());
    }
    f = layers.relu(f);
    f = layers.relu(layers.conv("aggregation.conv2", f, 3, 2, c2, 1));
    return layers.conv("aggregation.conv3", f, 3, settings.outputChannels()).x();
  }
}
