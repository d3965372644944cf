package org.crossview.imaging;

import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;

/**
 * Makes a panorama what the model takes: the band around the horizon, north in the centre column,
 * resized by area to the model's size. One code for the stage, the trainer and the command line.
 */
public final class PanoramaPreparation {
  private PanoramaPreparation() {}

  /**
   * Prepares an image file within {@link ImageLimits#DEFAULTS}.
   *
   * @see #prepare(byte[], Projection, OptionalDouble, int, int, ImageLimits)
   */
  public static BgrImage prepare(
      byte[] image, Projection projection, OptionalDouble headingDegrees, int height, int width)
      throws UnusableInputException {
    return prepare(image, projection, headingDegrees, height, width, ImageLimits.DEFAULTS);
  }

  /**
   * Prepares an image file.
   *
   * @param image JPEG or PNG; not changed
   * @param projection how it shows the circle
   * @param headingDegrees what its centre column looks at, degrees clockwise from north, any finite
   *     number; empty where that is north
   * @param height rows of the result, at least 1
   * @param width columns of the result, at least 1
   * @param limits checked before decoding
   * @return {@code height x width} pixels
   * @throws UnusableInputException {@code IMAGE_TOO_LARGE}, {@code UNDECODABLE_IMAGE}, {@code
   *     WRONG_SIDE_RATIO} or {@code INVALID_HEADING}
   */
  public static BgrImage prepare(
      byte[] image,
      Projection projection,
      OptionalDouble headingDegrees,
      int height,
      int width,
      ImageLimits limits)
      throws UnusableInputException {
    checkHeading(headingDegrees);
    try (PointerScope _ = OpenCv.scope()) {
      Mat panorama = ImageDecoder.decodeMatrix(image, limits);
      return prepare(panorama, projection, headingDegrees, height, width);
    }
  }

  /**
   * Prepares an image that is already decoded or was just rendered.
   *
   * @param image not changed
   * @throws UnusableInputException {@code WRONG_SIDE_RATIO} or {@code INVALID_HEADING}
   * @see #prepare(byte[], Projection, OptionalDouble, int, int, ImageLimits)
   */
  public static BgrImage prepare(
      BgrImage image, Projection projection, OptionalDouble headingDegrees, int height, int width)
      throws UnusableInputException {
    checkHeading(headingDegrees);
    try (PointerScope _ = OpenCv.scope()) {
      return prepare(OpenCv.matrix(image), projection, headingDegrees, height, width);
    }
  }

  private static BgrImage prepare(
      Mat panorama, Projection projection, OptionalDouble headingDegrees, int height, int width)
      throws UnusableInputException {
    projection.checkSides(panorama.rows(), panorama.cols());
    int first = projection.firstRow(panorama.rows());
    Mat band = panorama.rowRange(first, panorama.rows() - first);
    // At the full width, where a column is the smallest angle: rounding costs half a column.
    Mat northUp = rolled(band, columns(headingDegrees.orElse(0), band.cols()));
    Mat resized = new Mat();
    opencv_imgproc.resize(
        northUp, resized, new Size(width, height), 0, 0, opencv_imgproc.INTER_AREA);
    return OpenCv.image(resized);
  }

  /**
   * How many columns a panorama is shifted towards higher columns to bring north into its centre:
   * heading / 360 * width, rounded and wrapped to 0..width-1.
   */
  static int columns(double headingDegrees, int width) {
    // The remainder first: a huge heading times the width would lose its fraction.
    double turn = headingDegrees % 360 / 360;
    return Math.floorMod(Math.round(turn * width), width);
  }

  private static Mat rolled(Mat image, int columns) {
    if (columns == 0) {
      return image;
    }
    int rows = image.rows();
    int rest = image.cols() - columns;
    Mat rolled = new Mat(rows, image.cols(), opencv_core.CV_8UC3);
    image.colRange(0, rest).copyTo(rolled.apply(new Rect(columns, 0, rest, rows)));
    image.colRange(rest, image.cols()).copyTo(rolled.apply(new Rect(0, 0, columns, rows)));
    return rolled;
  }

  private static void checkHeading(OptionalDouble headingDegrees) throws UnusableInputException {
    if (headingDegrees.isPresent() && !Double.isFinite(headingDegrees.getAsDouble())) {
      throw new UnusableInputException(
          RejectionReason.INVALID_HEADING,
          "The heading is %s; it must be a finite number of degrees clockwise from north"
              .formatted(headingDegrees.getAsDouble()));
    }
  }
}
