package org.crossview.sirnet.training;

/**
 * Random changes of the training pairs. Geometry changes both views alike, so that they stay a
 * pair, and all pairs of a batch alike, as in a gallery, where north is up in every tile; what a
 * panorama shows changes it alone, and the loss knows how; colour changes each view by itself,
 * since the two were taken on different days.
 *
 * @param roll turns all views of a batch by one random angle
 * @param flip mirrors all views of half of the batches
 * @param view what panoramas show, and whether they are turned against their tiles
 * @param brightness largest shift of all channels, grey levels
 * @param contrast largest relative change of the contrast around 128, 0..1
 * @param channelGain largest relative change of each channel by itself, 0..1
 * @param greyscale probability of losing the colours
 * @param blur probability of a 3 x 3 blur
 * @param noise largest standard deviation of added noise, grey levels
 */
public record AugmentationSettings(
    boolean roll,
    boolean flip,
    ViewAugmentation view,
    double brightness,
    double contrast,
    double channelGain,
    double greyscale,
    double blur,
    double noise) {

  public AugmentationSettings {
    if (!(brightness >= 0 && noise >= 0)
        || !isFraction(contrast)
        || !isFraction(channelGain)
        || !isFraction(greyscale)
        || !isFraction(blur)) {
      throw new IllegalArgumentException(
          "Brightness and noise must be at least 0, contrast, channel gain, greyscale and blur in"
              + " 0..1, got %s, %s, %s, %s, %s, %s"
                  .formatted(brightness, noise, contrast, channelGain, greyscale, blur));
    }
  }

  /**
   * The same geometry with colours that change less.
   *
   * @param factor on all changes of colour, 0..1; 0 leaves the colours as they are
   */
  public AugmentationSettings withColours(double factor) {
    if (!isFraction(factor)) {
      throw new IllegalArgumentException("The factor on the colours must be 0..1, got " + factor);
    }
    return new AugmentationSettings(
        roll,
        flip,
        view,
        factor * brightness,
        factor * contrast,
        factor * channelGain,
        factor * greyscale,
        factor * blur,
        factor * noise);
  }

  private static boolean isFraction(double x) {
    return x >= 0 && x <= 1;
  }
}
