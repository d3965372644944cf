package org.crossview.sirnet.network;

/** How much of VGG16 the backbone is, by its last convolution. */
public enum BackboneDepth {
  /** Eight convolutions, H/8 x W/8 x 512: SIRNet's. */
  CONV4_1(8, 8),
  /** Ten convolutions, H/8 x W/8 x 512: DSM's. */
  CONV4_3(10, 8),
  /** All thirteen convolutions, H/16 x W/16 x 512: SAFA's and CVFT's. */
  CONV5_3(13, 16);

  private final int convolutions;
  private final int stride;

  BackboneDepth(int convolutions, int stride) {
    this.convolutions = convolutions;
    this.stride = stride;
  }

  /** Number of convolutions. */
  public int convolutions() {
    return convolutions;
  }

  /** Pixels of the image for one place of the map, in both directions. */
  public int stride() {
    return stride;
  }
}
