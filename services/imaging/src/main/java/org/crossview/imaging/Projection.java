package org.crossview.imaging;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;

/** How a panorama shows the full circle around the camera. */
public enum Projection {
  /**
   * 360 x 180 degrees, sides 2:1. The band of 45 degrees above and below the horizon is used, as
   * for CVACT (rows 208..623 of 832).
   */
  EQUIRECTANGULAR("equirectangular", 2.0, 0.25),

  /** 360 x 65 degrees around the horizon, as CVUSA's panoramas of 1232 x 224 pixels. Used whole. */
  STRIP_360X65("strip-360x65", 5.5, 0);

  /** Panoramas whose sides were rounded, or which are 360:65 exactly, pass. */
  private static final double RATIO_TOLERANCE = 0.02;

  private final String code;
  private final double widthOverHeight;
  private final double croppedAtEachEnd;

  Projection(String code, double widthOverHeight, double croppedAtEachEnd) {
    this.code = code;
    this.widthOverHeight = widthOverHeight;
    this.croppedAtEachEnd = croppedAtEachEnd;
  }

  /** The name in messages and folders. */
  public String code() {
    return code;
  }

  /**
   * The projection of a name.
   *
   * @throws UnusableInputException {@code UNSUPPORTED_PROJECTION} if there is none of that name;
   *     {@code perspective} is known and not supported
   */
  public static Projection of(String code) throws UnusableInputException {
    for (Projection projection : values()) {
      if (projection.code.equals(code)) {
        return projection;
      }
    }
    throw new UnusableInputException(
        RejectionReason.UNSUPPORTED_PROJECTION,
        "The projection '%s' is not supported; supported are %s".formatted(code, supported()));
  }

  /** The names of all projections, for messages. */
  public static String supported() {
    return Arrays.stream(values()).map(Projection::code).collect(Collectors.joining(", "));
  }

  /**
   * Checks the sides.
   *
   * @throws UnusableInputException {@code WRONG_SIDE_RATIO} if the sides are more than 2 % off, or
   *     so short that no row of the band around the horizon is left
   */
  void checkSides(int height, int width) throws UnusableInputException {
    double ratio = (double) width / height;
    if (Math.abs(ratio / widthOverHeight - 1) > RATIO_TOLERANCE) {
      throw new UnusableInputException(
          RejectionReason.WRONG_SIDE_RATIO,
          "The panorama has %d x %d pixels (width x height), a ratio of %.2f; the projection %s needs %.2f within 2 %%"
              .formatted(width, height, ratio, code, widthOverHeight));
    }
    if (height - 2 * firstRow(height) < 1) {
      throw new UnusableInputException(
          RejectionReason.WRONG_SIDE_RATIO,
          "The panorama has %d x %d pixels (width x height), too few for the projection %s to have a row around the horizon; send it larger"
              .formatted(width, height, code));
    }
  }

  /** The first row that is used; as many are cropped at the bottom. */
  int firstRow(int height) {
    return (int) Math.round(height * croppedAtEachEnd);
  }
}
