package org.crossview.sirnet.evaluation;

/**
 * What a panorama shows where its field of view is limited, as in DSM (Shi et al., CVPR 2020): it
 * is rolled, and of its columns only the first are kept. The others get the mean colour that the
 * network subtracts, since an exported network takes images of one width.
 *
 * @param degrees of the circle that are kept, above 0, at most 360
 */
public record LimitedView(double degrees) {
  /** The mean of VGG16's training images, blue green red. */
  private static final byte[] BLANK = {104, 117, 124};

  public LimitedView {
    if (!(degrees > 0 && degrees <= 360)) {
      throw new IllegalArgumentException(
          "A panorama shows more than 0 and at most 360 degrees, got " + degrees);
    }
  }

  /** Columns that are kept of a panorama. */
  int kept(int width) {
    return Math.max(1, (int) Math.floor(degrees / 360 * width));
  }

  /**
   * Columns of the descriptor's map that show something.
   *
   * @param width columns of the panorama
   * @param columns of the map
   */
  public int shown(int width, int columns) {
    return Math.ceilDiv(kept(width) * columns, width);
  }

  /**
   * The panorama's column in which a column of the descriptor's map begins.
   *
   * @param width columns of the panorama
   * @param columns of the map
   */
  public static int firstColumn(int ofMap, int width, int columns) {
    return ofMap * width / columns;
  }

  /**
   * Rolls a panorama towards lower columns and blanks what is out of view.
   *
   * @param bgr height * width * 3 bytes
   * @param first the column that becomes the first, 0..width-1
   * @return the panorama as it is seen; the given one stays as it is
   */
  public byte[] of(byte[] bgr, int height, int width, int first) {
    int kept = kept(width);
    byte[] seen = new byte[bgr.length];
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        int target = (row * width + col) * 3;
        int source = (row * width + (col + first) % width) * 3;
        for (int channel = 0; channel < 3; channel++) {
          seen[target + channel] = col < kept ? bgr[source + channel] : BLANK[channel];
        }
      }
    }
    return seen;
  }
}
