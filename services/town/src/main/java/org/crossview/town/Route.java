package org.crossview.town;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crossview.town.layout.Street;
import org.crossview.town.noise.HashRandom;

/**
 * A vehicle's drive along the covered streets: in its lane, turning at crossings, without an end.
 * Its path is a chain of short lines with the corners cut, so that position and heading change
 * without jumps.
 */
public final class Route {
  private static final double STEP = 2;
  private static final double CORNER = 11;

  private final double speed;
  private final long conditions;
  private final HashRandom random;
  private final List<List<Leg>> legsFrom = new ArrayList<>();
  private final Map<Integer, Integer> crossings = new HashMap<>();
  private final int driveSide;
  private final List<double[]> path = new ArrayList<>();
  private Leg last;

  private record Leg(Street street, boolean forward) {
    int end() {
      return forward ? street.to() : street.from();
    }
  }

  /**
   * @param town to drive in
   * @param seed decides the start and all turns
   * @param metresPerSecond speed, greater than 0
   */
  public Route(Town town, long seed, double metresPerSecond) {
    if (!(metresPerSecond > 0 && metresPerSecond <= 100)) {
      throw new IllegalArgumentException(
          "A route needs a speed above 0 and up to 100 m/s, got " + metresPerSecond);
    }
    speed = metresPerSecond;
    driveSide = town.driveSide();
    random = new HashRandom(town.settings().seed(), 91, seed);
    conditions = random.nextLong();
    List<Street> streets = RouteStreets.connected(town.streets());
    for (Street s : streets) {
      legs(s.from()).add(new Leg(s, true));
      legs(s.to()).add(new Leg(s, false));
    }
    Street start = streets.get(random.below(streets.size()));
    last = new Leg(start, random.chance(.5));
    drive(last);
  }

  private List<Leg> legs(int crossing) {
    int index =
        crossings.computeIfAbsent(
            crossing,
            c -> {
              legsFrom.add(new ArrayList<>());
              return legsFrom.size() - 1;
            });
    return legsFrom.get(index);
  }

  /**
   * Where the vehicle is.
   *
   * @param seconds since the start, at least 0
   */
  public synchronized Viewpoint at(double seconds) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("A route's time starts at 0 s, got " + seconds);
    }
    double distance = seconds * speed;
    while (path.size() < 2 || path.get(path.size() - 2)[2] <= distance + 2 * STEP) {
      turn();
    }
    double[] here = point(distance);
    double[] behind = point(Math.max(0, distance - STEP));
    double[] ahead = point(distance + STEP);
    return new Viewpoint(
        here[0], here[1], Lanes.heading(ahead[0] - behind[0], ahead[1] - behind[1]), conditions);
  }

  private double[] point(double distance) {
    int low = 0;
    int high = path.size() - 1;
    while (high - low > 1) {
      int mid = (low + high) >>> 1;
      if (path.get(mid)[2] <= distance) {
        low = mid;
      } else {
        high = mid;
      }
    }
    double[] a = path.get(low);
    double[] b = path.get(high);
    double part = (distance - a[2]) / (b[2] - a[2]);
    return new double[] {a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])};
  }

  private void turn() {
    List<Leg> choices = new ArrayList<>(legs(last.end()));
    Street from = last.street();
    if (choices.size() > 1) {
      choices.removeIf(leg -> leg.street().equals(from));
    }
    last = choices.get(random.below(choices.size()));
    drive(last);
  }

  /** Appends the lane of a leg; the way to it over the crossing is a curve. */
  private void drive(Leg leg) {
    Street s = leg.street();
    double lane = s.profile().halfWidth() * .42;
    double corner = Math.min(CORNER, s.length() / 4);
    int n = (int) Math.ceil((s.length() - 2 * corner) / STEP);
    for (int k = 0; k <= n; k++) {
      double along = corner + (s.length() - 2 * corner) * k / n;
      Viewpoint v =
          Lanes.viewpoint(
              s, leg.forward() ? along : s.length() - along, leg.forward(), lane, driveSide, 0);
      if (k == 0 && !path.isEmpty()) {
        bend(v);
      }
      append(v.x(), v.y());
    }
  }

  /** A cubic curve from the end of the path, tangent to both lanes. */
  private void bend(Viewpoint to) {
    double[] p = path.get(path.size() - 1);
    double[] q = path.get(path.size() - 2);
    double n = StrictMath.hypot(p[0] - q[0], p[1] - q[1]);
    double reach = StrictMath.hypot(to.x() - p[0], to.y() - p[1]);
    double pull = reach * .4;
    double ax = p[0] + (p[0] - q[0]) / n * pull;
    double ay = p[1] + (p[1] - q[1]) / n * pull;
    double h = StrictMath.toRadians(to.headingDeg());
    double bx = to.x() - StrictMath.sin(h) * pull;
    double by = to.y() - StrictMath.cos(h) * pull;
    int steps = Math.max(3, (int) Math.ceil(reach / 1.0));
    for (int k = 1; k < steps; k++) {
      double t = (double) k / steps;
      double s = 1 - t;
      append(
          s * s * s * p[0] + 3 * s * s * t * ax + 3 * s * t * t * bx + t * t * t * to.x(),
          s * s * s * p[1] + 3 * s * s * t * ay + 3 * s * t * t * by + t * t * t * to.y());
    }
  }

  private void append(double x, double y) {
    if (path.isEmpty()) {
      path.add(new double[] {x, y, 0});
      return;
    }
    double[] p = path.get(path.size() - 1);
    double d = StrictMath.hypot(x - p[0], y - p[1]);
    if (d > 1e-6) {
      path.add(new double[] {x, y, p[2] + d});
    }
  }
}
