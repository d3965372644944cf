package org.crossview.imaging.header;

import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;

/**
 * What the bytes of an image say about it, without decoding any pixel.
 *
 * @param format of the file
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record ImageHeader(Format format, int height, int width) {
  /** The formats that are read. */
  public enum Format {
    JPEG,
    PNG
  }

  /**
   * Reads the header, and only it: {@link #checkComplete} looks at the rest.
   *
   * @param image the whole file; not changed
   * @throws UnusableInputException {@code UNDECODABLE_IMAGE} if this is neither JPEG nor PNG, or
   *     its header is damaged
   */
  public static ImageHeader read(byte[] image) throws UnusableInputException {
    if (JpegFile.isJpeg(image)) {
      return JpegFile.header(image);
    }
    if (PngFile.isPng(image)) {
      return PngFile.header(image);
    }
    throw undecodable(
        image.length == 0
            ? "The image has 0 bytes"
            : "The bytes are neither a JPEG nor a PNG image (%d bytes)".formatted(image.length));
  }

  /**
   * Checks that the file goes on to its end, whatever the decoder makes of it: many fill what is
   * missing of a JPEG with grey.
   *
   * @param image the file that this header was read from; not changed
   * @throws UnusableInputException {@code UNDECODABLE_IMAGE} if it ends early or is damaged
   */
  public void checkComplete(byte[] image) throws UnusableInputException {
    switch (format) {
      case JPEG -> JpegFile.checkComplete(image);
      case PNG -> PngFile.checkComplete(image);
    }
  }

  static UnusableInputException undecodable(String detail) {
    return new UnusableInputException(RejectionReason.UNDECODABLE_IMAGE, detail);
  }
}
