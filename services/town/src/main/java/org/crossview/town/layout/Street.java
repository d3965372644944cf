package org.crossview.town.layout;

import org.crossview.town.scene.Ground;

/**
 * A street between two crossings: a polyline of points about 4 m apart.
 *
 * @param from index of the crossing at the first point
 * @param to index of the crossing at the last point
 * @param xs metres east
 * @param ys metres north
 * @param at distance along the street of each point, metres; starts at 0
 * @param profile widths and markings
 */
public record Street(int from, int to, double[] xs, double[] ys, double[] at, Profile profile) {

  /**
   * A cross-section.
   *
   * @param halfWidth from the middle to the kerb, metres
   * @param verge width of the strip between kerb and pavement, metres; 0 for none
   * @param pavement width of the pavement, metres
   * @param markings what is painted on the carriageway
   * @param trees chance that the street is lined with trees at a usual distance, 0..1
   * @param parking share of the kerb where cars are parked, 0..1
   * @param surface of the carriageway
   * @param kerb whether kerb stones edge it
   * @param median width of a planted strip in the middle, metres; 0 for none
   * @param edgeLines whether lines are painted along its edges
   */
  public record Profile(
      double halfWidth,
      double verge,
      double pavement,
      Markings markings,
      double trees,
      double parking,
      Ground surface,
      boolean kerb,
      double median,
      boolean edgeLines) {

    /** From the middle to the building line, metres. */
    public double reach() {
      return halfWidth + verge + pavement;
    }
  }

  /** Paint on the carriageway. */
  public enum Markings {
    NONE,
    DASHED,
    DOUBLE_YELLOW,
    LANES
  }

  public double length() {
    return at[at.length - 1];
  }

  /**
   * The place at a distance along the street.
   *
   * @return x, y, and the unit vector of the direction towards the end
   */
  public double[] place(double distance) {
    int i = segment(distance);
    double part = (distance - at[i]) / (at[i + 1] - at[i]);
    double dx = (xs[i + 1] - xs[i]) / (at[i + 1] - at[i]);
    double dy = (ys[i + 1] - ys[i]) / (at[i + 1] - at[i]);
    return new double[] {
      xs[i] + part * (xs[i + 1] - xs[i]), ys[i] + part * (ys[i + 1] - ys[i]), dx, dy
    };
  }

  /** The unit direction at a distance, turning smoothly from point to point. */
  public double[] direction(double distance) {
    double[] behind = place(Math.max(0, distance - 2));
    double[] ahead = place(Math.min(length(), distance + 2));
    double dx = ahead[0] - behind[0];
    double dy = ahead[1] - behind[1];
    double n = Math.sqrt(dx * dx + dy * dy);
    return new double[] {dx / n, dy / n};
  }

  private int segment(double distance) {
    int i = java.util.Arrays.binarySearch(at, distance);
    int segment = i >= 0 ? i : -i - 2;
    return Math.max(0, Math.min(at.length - 2, segment));
  }
}
