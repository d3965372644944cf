package org.crossview.sirnet.network;

/**
 * The convolutions of VGG16 from conv1_1 on, with the 2 x 2 max-pools between them: up to conv4_1
 * or conv4_3 from H x W x 3 to H/8 x W/8 x 512, up to conv5_3 to H/16 x W/16 x 512.
 */
final class Vgg16Backbone {
  /**
   * Pixels minus the mean deviate by about 64; the first layer starts smaller by that much, so that
   * all activations start near 1. Every refinement multiplies a map with another made from it: with
   * activations of 64 the values would grow like 64^(2^t).
   */
  private static final double FIRST_GAIN = 1.0 / 64;

  private Vgg16Backbone() {}

  static FeatureMap apply(Layers layers, SirNetSettings settings, FeatureMap image) {
    FeatureMap f = image;
    for (Vgg16Layer layer : Vgg16Layer.upTo(settings.backbone())) {
      boolean first = layer.inputChannels() == image.channels();
      if (layer.isFirstOfItsBlock() && !first) {
        f = layers.maxPool(f);
      }
      int channels = settings.channels(layer.channels());
      f = layers.conv(layer.variable(), f, 3, 1, channels, first ? FIRST_GAIN : 1);
      f = layers.relu(f);
      if (layer.hasDropout()) {
        f = layers.dropout(f);
      }
    }
    return f;
  }
}
