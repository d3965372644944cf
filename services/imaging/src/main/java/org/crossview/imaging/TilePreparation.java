package org.crossview.imaging;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;

/**
 * Makes an aerial tile what the model takes: its polar transform ({@link
 * org.crossview.core.polar.PolarMap}), or, for models trained without one, the tile resized by
 * area. One code for the stage, the trainer and the command line.
 */
public final class TilePreparation {
  private TilePreparation() {}

  /**
   * The polar transform of an image file within {@link ImageLimits#DEFAULTS}.
   *
   * @see #prepare(byte[], int, int, boolean, ImageLimits)
   */
  public static BgrImage prepare(byte[] image, int height, int width)
      throws UnusableInputException {
    return prepare(image, height, width, true, ImageLimits.DEFAULTS);
  }

  /**
   * Prepares an image file as a model needs it.
   *
   * @see #prepare(byte[], int, int, boolean, ImageLimits)
   */
  public static BgrImage prepare(byte[] image, ModelDescription model, ImageLimits limits)
      throws UnusableInputException {
    return prepare(image, model.aerialHeight(), model.aerialWidth(), model.polar(), limits);
  }

  /**
   * Prepares an image file.
   *
   * @param image JPEG or PNG, square, north up; not changed
   * @param height rows of the result, at least 1
   * @param width columns of the result, at least 1
   * @param polar whether to take the polar transform, or to resize only
   * @param limits checked before decoding
   * @return {@code height x width} pixels
   * @throws UnusableInputException {@code IMAGE_TOO_LARGE}, {@code UNDECODABLE_IMAGE} or {@code
   *     WRONG_SIDE_RATIO}
   */
  public static BgrImage prepare(
      byte[] image, int height, int width, boolean polar, ImageLimits limits)
      throws UnusableInputException {
    try (PointerScope _ = OpenCv.scope()) {
      return prepare(ImageDecoder.decodeMatrix(image, limits), height, width, polar);
    }
  }

  /**
   * The polar transform of an image that is already decoded or was just rendered.
   *
   * @see #prepare(BgrImage, int, int, boolean)
   */
  public static BgrImage prepare(BgrImage image, int height, int width)
      throws UnusableInputException {
    return prepare(image, height, width, true);
  }

  /**
   * Prepares an image that is already decoded or was just rendered.
   *
   * @param image square, north up; not changed
   * @throws UnusableInputException {@code WRONG_SIDE_RATIO}
   * @see #prepare(byte[], int, int, boolean, ImageLimits)
   */
  public static BgrImage prepare(BgrImage image, int height, int width, boolean polar)
      throws UnusableInputException {
    try (PointerScope _ = OpenCv.scope()) {
      return prepare(OpenCv.matrix(image), height, width, polar);
    }
  }

  private static BgrImage prepare(Mat tile, int height, int width, boolean polar)
      throws UnusableInputException {
    if (tile.rows() != tile.cols()) {
      throw new UnusableInputException(
          RejectionReason.WRONG_SIDE_RATIO,
          "The tile has %d x %d pixels (width x height); tiles must be square"
              .formatted(tile.cols(), tile.rows()));
    }
    if (polar) {
      return OpenCv.image(PolarRemap.of(tile.rows(), height, width).apply(tile));
    }
    Mat resized = new Mat();
    opencv_imgproc.resize(tile, resized, new Size(width, height), 0, 0, opencv_imgproc.INTER_AREA);
    return OpenCv.image(resized);
  }
}
