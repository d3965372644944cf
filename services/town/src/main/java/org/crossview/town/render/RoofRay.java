package org.crossview.town.render;

import org.crossview.town.scene.Box;

/** Where rays meet roofs. */
final class RoofRay {
  private RoofRay() {}

  /**
   * The distance at which a ray from the camera first meets a roof, metres, or -1. A roof is the
   * lower envelope of planes, so each plane leaves an interval of the ray below it.
   *
   * @param m the ray's rise per metre
   * @param enter distance at which the ray comes over the footprint
   * @param leave distance at which it leaves it
   * @param u the camera in the box's coordinates
   * @param v the camera in the box's coordinates
   * @param du the ray's direction in the box's coordinates
   * @param dv the ray's direction in the box's coordinates
   */
  static double meet(
      Box box, double m, double enter, double leave, double u, double v, double du, double dv) {
    double k = box.slope;
    double from = enter;
    double to = leave;
    int planes =
        switch (box.roof) {
          case FLAT, SHED -> 1;
          case GABLED -> 2;
          case HIPPED -> 4;
        };
    for (int p = 0; p < planes; p++) {
      double a;
      double b;
      switch (box.roof) {
        case FLAT -> {
          a = box.eave;
          b = 0;
        }
        case SHED -> {
          a = box.eave + k * (box.halfV + v);
          b = k * dv;
        }
        default -> {
          double sign = (p & 1) == 0 ? 1 : -1;
          boolean onV = p < 2;
          a = box.eave + k * ((onV ? box.halfV : box.halfU) - sign * (onV ? v : u));
          b = -sign * k * (onV ? dv : du);
        }
      }
      // Inside where a + b t >= PanoramaScan.CAMERA + m t.
      double rise = b - m;
      double gap = PanoramaScan.CAMERA - a;
      if (rise > 1e-12) {
        from = Math.max(from, gap / rise);
      } else if (rise < -1e-12) {
        to = Math.min(to, gap / rise);
      } else if (gap > 0) {
        return -1;
      }
    }
    return from <= to ? from : -1;
  }
}
