package org.crossview.imaging;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.header.ImageHeader;

/** Decodes JPEG and PNG files of strangers: size first, then completeness, pixels last. */
public final class ImageDecoder {
  /**
   * Pixels as they are stored: an orientation in the metadata is not applied, as it would turn the
   * sides that were checked; north and up are the contract of both kinds of images.
   */
  private static final int FLAGS =
      opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

  private ImageDecoder() {}

  /**
   * Decodes an image. Grey becomes colour, transparency is dropped, 16 bits become 8.
   *
   * @param image the file; not changed
   * @param limits checked before decoding
   * @throws UnusableInputException {@code IMAGE_TOO_LARGE} beyond the limits; {@code
   *     UNDECODABLE_IMAGE} if the bytes are no JPEG or PNG, are truncated or damaged
   */
  public static BgrImage decode(byte[] image, ImageLimits limits) throws UnusableInputException {
    try (PointerScope _ = OpenCv.scope()) {
      return OpenCv.image(decodeMatrix(image, limits));
    }
  }

  /** {@link #decode} into a matrix that the caller's scope frees. */
  static Mat decodeMatrix(byte[] image, ImageLimits limits) throws UnusableInputException {
    limits.checkBytes(image.length);
    ImageHeader header = ImageHeader.read(image);
    limits.checkPixels(header);
    header.checkComplete(image);
    Mat pixels;
    try {
      pixels = opencv_imgcodecs.imdecode(OpenCv.row(image), FLAGS);
    } catch (RuntimeException e) {
      // What OpenCV throws has no type of its own here.
      throw new UnusableInputException(
          RejectionReason.UNDECODABLE_IMAGE,
          "The %s could not be decoded: %s".formatted(header.format(), e.getMessage()),
          e);
    }
    if (pixels.empty() || pixels.rows() != header.height() || pixels.cols() != header.width()) {
      throw new UnusableInputException(
          RejectionReason.UNDECODABLE_IMAGE,
          "The %s of %d x %d pixels (width x height) could not be decoded: its data is damaged"
              .formatted(header.format(), header.width(), header.height()));
    }
    return pixels;
  }
}
