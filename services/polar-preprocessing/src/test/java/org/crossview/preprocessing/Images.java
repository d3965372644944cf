package org.crossview.preprocessing;

import java.util.Arrays;
import org.crossview.core.image.BgrImage;
import org.crossview.imaging.Jpeg;

/** Image files that tests send. */
public final class Images {
  private Images() {}

  /** Soft waves, with a white line in the centre column. */
  public static BgrImage pixels(int height, int width) {
    byte[] bgr = new byte[height * width * 3];
    for (int row = 0, at = 0; row < height; row++) {
      for (int col = 0; col < width; col++, at += 3) {
        byte value = (byte) (60 + 40 * Math.sin(row / 9.0) * Math.cos(col / 11.0));
        Arrays.fill(bgr, at, at + 3, col / 8 == width / 16 ? (byte) 255 : value);
      }
    }
    return new BgrImage(height, width, bgr);
  }

  /** A JPEG file. */
  public static byte[] jpeg(int height, int width) {
    return Jpeg.encode(pixels(height, width), 90);
  }

  /** The first half of a JPEG file. */
  public static byte[] truncatedJpeg() {
    byte[] whole = jpeg(256, 512);
    return Arrays.copyOf(whole, whole.length / 2);
  }

  /** A JPEG file whose header announces 30,000 x 30,000 pixels. */
  public static byte[] hugeJpeg() {
    byte[] jpeg = jpeg(16, 32);
    for (int at = 0; at + 9 < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
        for (int side = 5; side <= 7; side += 2) {
          jpeg[at + side] = (byte) (30_000 >> 8);
          jpeg[at + side + 1] = (byte) 30_000;
        }
        return jpeg;
      }
    }
    throw new AssertionError("no baseline frame header");
  }
}
