package org.crossview.town;

import org.crossview.town.layout.Street;

/** Positions and headings in lanes. */
final class Lanes {
  private Lanes() {}

  /**
   * A viewpoint in a lane.
   *
   * @param at distance along the street, metres
   * @param forward whether the vehicle drives towards the street's end
   * @param lane distance from the middle of the street, metres
   * @param driveSide 1 right, -1 left
   */
  static Viewpoint viewpoint(
      Street s, double at, boolean forward, double lane, int driveSide, long conditions) {
    double[] p = s.place(at);
    double[] d = s.direction(at);
    double sign = forward ? 1 : -1;
    // Right of the direction (dx, dy) is (dy, -dx).
    double right = sign * driveSide * lane;
    return new Viewpoint(
        p[0] + d[1] * right, p[1] - d[0] * right, heading(sign * d[0], sign * d[1]), conditions);
  }

  /** The heading of a direction, degrees clockwise from north in 0..360. */
  static double heading(double dx, double dy) {
    double degrees = StrictMath.toDegrees(StrictMath.atan2(dx, dy));
    return degrees < 0 ? degrees + 360 : degrees;
  }
}
