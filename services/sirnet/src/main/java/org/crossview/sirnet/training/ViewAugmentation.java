package org.crossview.sirnet.training;

/**
 * What the panoramas of a batch show of the circle, and whether they are turned against their
 * tiles; all panoramas of a batch alike. The loss compares the columns of the descriptors' maps
 * that look at the same directions, as the evaluation of limited views does (DSM, Shi et al., CVPR
 * 2020).
 *
 * @param turned turns the panoramas, and not the tiles, by a random number of the map's columns
 * @param narrowest degrees that panoramas show at least, above 0, at most 360; of every batch some
 *     number between the two is drawn, and only turned panoramas can show less than 360
 * @param widest degrees that they show at most, up to 360
 */
public record ViewAugmentation(boolean turned, double narrowest, double widest) {
  /** Whole panoramas, north where their tiles have it. */
  public static final ViewAugmentation NONE = new ViewAugmentation(false, 360, 360);

  public ViewAugmentation {
    if (!(0 < narrowest && narrowest <= widest && widest <= 360)) {
      throw new IllegalArgumentException(
          "A view must show more than 0 and at most 360 degrees, the narrowest no more than the"
              + " widest, got %s to %s".formatted(narrowest, widest));
    }
    if (!turned && narrowest < 360) {
      throw new IllegalArgumentException(
          "Only turned panoramas can show less than 360 degrees, got %s and turned = false"
              .formatted(narrowest));
    }
  }
}
