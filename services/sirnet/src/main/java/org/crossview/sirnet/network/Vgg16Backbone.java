package org.crossview.sirnet.network;

/**
 * The first eight convolutions of VGG16, conv1_1 to conv4_1, with three 2 x 2 max-pools: H x W x 3
 * to H/8 x W/8 x 512.
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
    int c1 = settings.channels(64);
    int c2 = settings.channels(128);
    int c3 = settings.channels(256);
    int c4 = settings.channels(512);
    FeatureMap f = layers.relu(layers.conv("vgg.conv1_1", image, 3, 1, c1, FIRST_GAIN));
    f = layers.maxPool(layers.convRelu("vgg.conv1_2", f, 3, c1));
    f = layers.convRelu("vgg.conv2_1", f, 3, c2);
    f = layers.maxPool(layers.convRelu("vgg.conv2_2", f, 3, c2));
    f = layers.convRelu("vgg.conv3_1", f, 3, c3);
    f = layers.convRelu("vgg.conv3_2", f, 3, c3);
    f = layers.maxPool(layers.convRelu("vgg.conv3_3", f, 3, c3));
    f = layers.convRelu("vgg.conv4_1", f, 3, c4);
    return layers.dropout(f);
  }
}
