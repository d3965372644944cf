package org.crossview.town;

/**
 * Where and when a panorama is taken.
 *
 * @param x metres east of the town's origin
 * @param y metres north of the town's origin
 * @param headingDeg clockwise from north, 0..360
 * @param conditions seed of the day: sun, season, weather, camera and traffic
 */
public record Viewpoint(double x, double y, double headingDeg, long conditions) {
  public Viewpoint {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "A viewpoint needs a finite position, got %s, %s".formatted(x, y));
    }
    if (!(headingDeg >= 0 && headingDeg <= 360)) {
      throw new IllegalArgumentException(
          "A viewpoint needs a heading in 0..360 degrees, got %s".formatted(headingDeg));
    }
  }
}
