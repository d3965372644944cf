package org.crossview.town.render;

import org.crossview.town.scene.Box;

/**
 * How a survey that does not look straight down sees a box. A point at height z appears displaced
 * by z times the lean, so a pixel looks down a slanted line; it meets the roof, or the wall where
 * the line leaves the footprint lower down. Lengths in metres, in the box's coordinates.
 */
final class SlantedView {
  /** Height over which a line that does not lean moves by a metre. */
  private static final double NEVER = 1e12;

  private final Box box;

  /** How far the line moves per metre of height. */
  private final double leanU;

  private final double leanV;

  /** Height over which the line moves by a metre. */
  private final double perU;

  private final double perV;

  SlantedView(Box box, Conditions day) {
    this.box = box;
    leanU = day.leanX * box.ux + day.leanY * box.uy;
    leanV = day.leanY * box.ux - day.leanX * box.uy;
    perU = leanU == 0 ? NEVER : 1 / Math.abs(leanU);
    perV = leanV == 0 ? NEVER : 1 / Math.abs(leanV);
  }

  /** Where the line that meets the ground at {@code u} is at a height. */
  double u(double u, double z) {
    return u - leanU * z;
  }

  /** Where the line that meets the ground at {@code v} is at a height. */
  double v(double v, double z) {
    return v - leanV * z;
  }

  /** Up to which height the line lies inside the walls; negative where it never does. */
  double highest(double u, double v) {
    return Math.min(
        box.top,
        Math.min(
            exit(leanU < 0 ? -u : u, perU, box.halfU), exit(leanV < 0 ? -v : v, perV, box.halfV)));
  }

  /** From which height on the line lies inside the walls. */
  double lowest(double u, double v) {
    return Math.max(
        entry(leanU < 0 ? -u : u, perU, box.halfU), entry(leanV < 0 ? -v : v, perV, box.halfV));
  }

  /** The height from which on a line that comes from {@code at} downwards is inside a slab. */
  private static double entry(double at, double perMetre, double half) {
    return at > half ? (at - half) * perMetre : 0;
  }

  /** The height up to which it is inside; negative where it never is. */
  private static double exit(double at, double perMetre, double half) {
    return at < -half ? -1 : (at + half) * perMetre;
  }
}
