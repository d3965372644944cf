package org.crossview.town.render;

import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Tree;

/** Paints what stands on the ground into a column of a panorama. */
final class StandingObjects {
  private final PanoramaColumn column;
  private final double x;
  private final double y;
  private final Light light;
  private final Conditions day;
  private final ShadowMap shadows;

  /**
   * @param x of the camera, metres
   * @param y of the camera, metres
   */
  StandingObjects(
      PanoramaColumn column, double x, double y, Light light, Conditions day, ShadowMap shadows) {
    this.column = column;
    this.x = x;
    this.y = y;
    this.light = light;
    this.day = day;
    this.shadows = shadows;
  }

  /** Paints the walls and the roof of a box into the open rows of the column. */
  void box(Box box) {
    double dx = column.dx();
    double dy = column.dy();
    double ox = x - box.x;
    double oy = y - box.y;
    double u = ox * box.ux + oy * box.uy;
    double v = oy * box.ux - ox * box.uy;
    double du = dx * box.ux + dy * box.uy;
    double dv = dy * box.ux - dx * box.uy;
    double tu =
        Math.abs(du) < 1e-9
            ? Double.NEGATIVE_INFINITY
            : ((du > 0 ? -box.halfU : box.halfU) - u) / du;
    double tv =
        Math.abs(dv) < 1e-9
            ? Double.NEGATIVE_INFINITY
            : ((dv > 0 ? -box.halfV : box.halfV) - v) / dv;
    double lu =
        Math.abs(du) < 1e-9
            ? Double.POSITIVE_INFINITY
            : ((du > 0 ? box.halfU : -box.halfU) - u) / du;
    double lv =
        Math.abs(dv) < 1e-9
            ? Double.POSITIVE_INFINITY
            : ((dv > 0 ? box.halfV : -box.halfV) - v) / dv;
    double enter = Math.max(tu, tv);
    double leave = Math.min(lu, lv);
    if (enter <= .05 || leave <= enter) {
      return;
    }
    boolean faceU = tu > tv;
    double wu = u + du * enter;
    double wv = v + dv * enter;
    wall(box, enter, faceU, faceU ? du : dv, wu, wv);
    if (box.roof != Box.Roof.FLAT || box.top < PanoramaScan.CAMERA) {
      roof(box, enter, leave, u, v, du, dv);
    }
  }

  private void wall(Box box, double t, boolean faceU, double into, double wu, double wv) {
    double topZ = box.roofAt(wu, wv);
    int r0 = column.rowBelow((topZ - PanoramaScan.CAMERA) / t);
    int r1 = column.rowBelow((box.base - PanoramaScan.CAMERA) / t);
    if (r0 >= r1) {
      return;
    }
    double sign = into > 0 ? -1 : 1;
    double nx = faceU ? box.ux * sign : -box.uy * sign;
    double ny = faceU ? box.uy * sign : box.ux * sign;
    double cos = nx * day.sunX + ny * day.sunY;
    int face = (faceU ? 2 : 0) + (into > 0 ? 1 : 0);
    double s = faceU ? wv : wu;
    double half = faceU ? box.halfV : box.halfU;
    double px = x + column.dx() * t + nx * .3;
    double py = y + column.dy() * t + ny * .3;
    for (int row = r0; row < r1; row++) {
      if (!column.isFilled(row)) {
        double z = PanoramaScan.CAMERA + column.slope(row) * t;
        Surface.wall(light, box, face, s, half, z);
        float lit = cos > 0 ? shadows.lit(px, py, z) : 0;
        light.shine(cos * 1.1, lit, (float) (.72 + .2 * Math.min(1, z / 10)));
        light.fade(t);
        column.put(row, light);
      }
    }
  }

  private void roof(Box box, double enter, double leave, double u, double v, double du, double dv) {
    double near =
        box.top < PanoramaScan.CAMERA
            ? (box.top - PanoramaScan.CAMERA) / leave
            : (box.top - PanoramaScan.CAMERA) / enter;
    int r0 = column.rowBelow(near);
    for (int row = r0; row < column.height(); row++) {
      double m = column.slope(row);
      if (PanoramaScan.CAMERA + m * leave < box.base && m < 0) {
        break;
      }
      if (column.isFilled(row)) {
        continue;
      }
      double t = RoofRay.meet(box, m, enter, leave, u, v, du, dv);
      if (t > 0) {
        double ru = u + du * t;
        double rv = v + dv * t;
        double px = x + column.dx() * t;
        double py = y + column.dy() * t;
        Surface.roof(light, box, ru, rv);
        light.shine(
            Surface.roofCosine(box, ru, rv, day), shadows.lit(px, py, box.roofAt(ru, rv)), 1);
        light.fade(t);
        column.put(row, light);
      } else if (m < (box.eave - PanoramaScan.CAMERA) / leave && box.top > PanoramaScan.CAMERA) {
        break;
      }
    }
  }

  /** Paints the crown and the trunk of a tree into the open rows of the column. */
  void tree(Tree tree) {
    double dx = column.dx();
    double dy = column.dy();
    double ox = tree.x() - x;
    double oy = tree.y() - y;
    double t = ox * dx + oy * dy;
    double w = ox * dy - oy * dx;
    double r = tree.radius();
    double q = 1 - w * w / (r * r);
    if (t < .5 || q <= 0) {
      return;
    }
    double root = Math.sqrt(q);
    double zc = (tree.height() + tree.crownBase()) / 2;
    double hz = (tree.height() - tree.crownBase()) / 2;
    int r0 = column.rowBelow((zc + hz * root - PanoramaScan.CAMERA) / t);
    int r1 = column.rowBelow((zc - hz * root - PanoramaScan.CAMERA) / t);
    double density = tree.evergreen() ? 1 : day.foliage;
    double shift = tree.seed() & 511;
    double clump = 20 / Math.max(2, r);
    for (int row = r0; row < r1; row++) {
      if (column.isFilled(row)) {
        continue;
      }
      double z = PanoramaScan.CAMERA + column.slope(row) * t;
      double nz = (z - zc) / hz;
      double rim = q - nz * nz;
      float n =
          t < 18
              ? Noise.smooth(w * clump + shift, z * clump)
              : Noise.cloudy(w * clump + shift, z * clump);
      if (rim < .9 * n - .1
          || (density < .8 && Noise.grainy(w * 9 + shift, z * 5) > density + .25 * rim)) {
        continue;
      }
      float fine = Noise.grainy(w * 9 + shift, z * 9);
      light.leaves(tree.colour(), tree.evergreen(), .3f + .75f * n + .3f * fine);
      double front = Math.sqrt(Math.max(0, rim));
      double cos = .3 + .55 * (nz * day.sunZ - front * (dx * day.sunX + dy * day.sunY));
      light.shine(cos, 1, (float) (.55 + .35 * nz));
      light.fade(t);
      column.put(row, light);
    }
    double trunk = Math.max(.1, Math.min(.3, tree.height() * .02));
    if (Math.abs(w) < trunk) {
      int t0 = column.rowBelow((zc - PanoramaScan.CAMERA) / t);
      int t1 = column.rowBelow(-PanoramaScan.CAMERA / t);
      for (int row = t0; row < t1; row++) {
        if (!column.isFilled(row)) {
          light.colour(0x5A4E42, .8f + .3f * (float) (w / trunk));
          light.shine(.4, .7f, .6f);
          light.fade(t);
          column.put(row, light);
        }
      }
    }
  }
}
