package org.crossview.core.image;

import java.util.Objects;

/**
 * An image of 8-bit pixels. Equality is identity: two images are compared by their pixels where
 * that is meant.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param bgr {@code height * width * 3} bytes, row by row, blue green red, 0..255 unsigned; not
 *     copied, so whoever writes into it changes the image
 */
public record BgrImage(int height, int width, byte[] bgr) {
  public BgrImage {
    Objects.requireNonNull(bgr, "bgr");
    if (height < 1 || width < 1 || (long) height * width * 3 != bgr.length) {
      throw new IllegalArgumentException(
          "An image of %d x %d pixels needs %d bytes, got %d"
              .formatted(height, width, (long) height * width * 3, bgr.length));
    }
  }
}
