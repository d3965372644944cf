package org.crossview.town.scene;

/**
 * A solid with a rectangular footprint, vertical walls and a roof that is the lower envelope of up
 * to four planes: parts of buildings, hedges, fences, cars, posts. Lengths in metres, x east, y
 * north, z up from the street.
 */
public final class Box {
  /** What the surfaces are made of. */
  public enum Kind {
    BUILDING,
    ROOF_UNIT,
    HEDGE,
    FENCE,
    CAR_BODY,
    CAR_CABIN,
    PLAIN
  }

  /** The shape of the roof. */
  public enum Roof {
    FLAT,
    GABLED,
    HIPPED,
    SHED
  }

  public final Kind kind;
  public final double x;
  public final double y;

  /** The unit vector along the footprint's first axis; the second axis is it turned left. */
  public final double ux;

  public final double uy;
  public final double halfU;
  public final double halfV;
  public final double base;
  public final double eave;
  public final double top;
  public final Roof roof;

  /** The rise of the roof's planes per metre. */
  public final double slope;

  public final Look look;

  public Box(
      Kind kind,
      double x,
      double y,
      double ux,
      double uy,
      double halfU,
      double halfV,
      double base,
      double eave,
      Roof roof,
      double slope,
      Look look) {
    this.kind = kind;
    this.x = x;
    this.y = y;
    this.ux = ux;
    this.uy = uy;
    this.halfU = halfU;
    this.halfV = halfV;
    this.base = base;
    this.eave = eave;
    this.roof = roof;
    this.slope = slope;
    this.look = look;
    this.top =
        eave
            + switch (roof) {
              case FLAT -> 0;
              case GABLED -> slope * halfV;
              case HIPPED -> slope * Math.min(halfU, halfV);
              case SHED -> slope * 2 * halfV;
            };
  }

  /** The height of the roof at local coordinates, metres; meaningful inside the footprint. */
  public double roofAt(double u, double v) {
    return switch (roof) {
      case FLAT -> eave;
      case GABLED -> eave + slope * (halfV - Math.abs(v));
      case HIPPED -> eave + slope * Math.min(halfU - Math.abs(u), halfV - Math.abs(v));
      case SHED -> eave + slope * (halfV + v);
    };
  }

  /** The radius of a circle around the footprint, metres. */
  public double radius() {
    return Math.sqrt(halfU * halfU + halfV * halfV);
  }

  /** Whether the footprint, grown by a margin, holds the point. */
  public boolean covers(double px, double py, double margin) {
    double dx = px - x;
    double dy = py - y;
    return Math.abs(dx * ux + dy * uy) <= halfU + margin
        && Math.abs(dy * ux - dx * uy) <= halfV + margin;
  }

  /** Whether the footprints come nearer than the gap (separating axes of two rectangles). */
  public boolean overlaps(Box o, double gap) {
    return !separated(this, o, gap) && !separated(o, this, gap);
  }

  private static boolean separated(Box a, Box b, double gap) {
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double c = Math.abs(a.ux * b.ux + a.uy * b.uy);
    double s = Math.abs(a.ux * b.uy - a.uy * b.ux);
    return Math.abs(dx * a.ux + dy * a.uy) > a.halfU + b.halfU * c + b.halfV * s + gap
        || Math.abs(dy * a.ux - dx * a.uy) > a.halfV + b.halfU * s + b.halfV * c + gap;
  }
}
