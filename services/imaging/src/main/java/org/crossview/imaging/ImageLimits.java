package org.crossview.imaging;

import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.header.ImageHeader;

/**
 * How large an image may be. Checked before anything is decoded, since a file of some kilobytes can
 * claim gigabytes of pixels.
 *
 * @param maxBytes of the encoded image, at least 1
 * @param maxSidePixels rows and columns, at least 1
 * @param maxPixels rows times columns, at least 1
 */
public record ImageLimits(long maxBytes, int maxSidePixels, long maxPixels) {
  /**
   * 8 MiB, 16,384 pixels a side and 40 million pixels: a panorama of 8,192 x 4,096 passes, and
   * takes 120 MB when decoded.
   */
  public static final ImageLimits DEFAULTS = new ImageLimits(8L << 20, 16_384, 40_000_000);

  public ImageLimits {
    if (maxBytes < 1 || maxSidePixels < 1 || maxPixels < 1) {
      throw new IllegalArgumentException(
          "Image limits must be at least 1, got %d bytes, %d pixels a side, %d pixels"
              .formatted(maxBytes, maxSidePixels, maxPixels));
    }
  }

  /**
   * Checks the length of the encoded image.
   *
   * @throws UnusableInputException {@code IMAGE_TOO_LARGE} if there are more bytes than allowed
   */
  public void checkBytes(long bytes) throws UnusableInputException {
    if (bytes > maxBytes) {
      throw new UnusableInputException(
          RejectionReason.IMAGE_TOO_LARGE,
          "The image has %d bytes; at most %d are allowed".formatted(bytes, maxBytes));
    }
  }

  /**
   * Checks the sides that a header announces.
   *
   * @throws UnusableInputException {@code IMAGE_TOO_LARGE} if the header announces more than
   *     allowed
   */
  public void checkPixels(ImageHeader header) throws UnusableInputException {
    if (Math.max(header.height(), header.width()) > maxSidePixels
        || (long) header.height() * header.width() > maxPixels) {
      throw new UnusableInputException(
          RejectionReason.IMAGE_TOO_LARGE,
          "The image has %d x %d pixels (width x height); at most %d a side and %d in all are allowed"
              .formatted(header.width(), header.height(), maxSidePixels, maxPixels));
    }
  }
}
