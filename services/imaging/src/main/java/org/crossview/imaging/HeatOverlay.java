package org.crossview.imaging;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.crossview.core.image.BgrImage;

/**
 * Colours for heat, and pictures under it: from dark violet over green to yellow, where it is
 * hottest (the scale "viridis", which is even to the eye, also for people who do not see all
 * colours).
 */
public final class HeatOverlay {
  private static final int LEVELS = 256;

  /** How much of the colour covers the picture where it is cold, and where it is hot. */
  private static final double COLD_COVER = 0.3;

  private static final double HOT_COVER = 0.65;

  /** Brightness that is left of what the heat says nothing about. */
  private static final double UNSEEN = 0.35;

  private static final byte[] SCALE = scale();

  private HeatOverlay() {}

  /**
   * Lays heat over a picture in grey.
   *
   * @param picture not changed
   * @param shares of the largest heat, one for each pixel, row by row, 0..1; NaN where there is no
   *     saying, which is darkened
   * @return a new picture
   */
  public static BgrImage over(BgrImage picture, float[] shares) {
    byte[] from = picture.bgr();
    if (from.length != shares.length * 3) {
      throw new IllegalArgumentException(
          "A picture of %d x %d pixels needs %d shares, got %d"
              .formatted(
                  picture.height(),
                  picture.width(),
                  picture.height() * picture.width(),
                  shares.length));
    }
    byte[] to = new byte[from.length];
    for (int i = 0; i < shares.length; i++) {
      double grey = grey(from, 3 * i);
      float share = shares[i];
      int level = 3 * level(share);
      double cover = COLD_COVER + (HOT_COVER - COLD_COVER) * share;
      for (int channel = 0; channel < 3; channel++) {
        double value =
            Float.isNaN(share)
                ? UNSEEN * grey
                : (1 - cover) * grey + cover * (SCALE[level + channel] & 255);
        to[3 * i + channel] = (byte) Math.round(value);
      }
    }
    return new BgrImage(picture.height(), picture.width(), to);
  }

  /** The scale from 0 at the left to 1 at the right, as it looks without a picture under it. */
  public static BgrImage bar(int height, int width) {
    byte[] bgr = new byte[height * width * 3];
    for (int i = 0; i < height * width; i++) {
      int level = 3 * level((i % width + 0.5f) / width);
      System.arraycopy(SCALE, level, bgr, 3 * i, 3);
    }
    return new BgrImage(height, width, bgr);
  }

  private static int level(float share) {
    return Float.isNaN(share) ? 0 : Math.round(Math.clamp(share, 0f, 1f) * (LEVELS - 1));
  }

  /** Luma of ITU-R BT.601. */
  private static double grey(byte[] bgr, int at) {
    return 0.114 * (bgr[at] & 255) + 0.587 * (bgr[at + 1] & 255) + 0.299 * (bgr[at + 2] & 255);
  }

  private static byte[] scale() {
    byte[] levels = new byte[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      levels[i] = (byte) i;
    }
    try (PointerScope _ = OpenCv.scope()) {
      Mat colours = new Mat();
      opencv_imgproc.applyColorMap(OpenCv.row(levels), colours, opencv_imgproc.COLORMAP_VIRIDIS);
      return OpenCv.image(colours).bgr();
    }
  }
}
