package org.crossview.town.render;

import java.util.List;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Tree;

/**
 * The height below which a place lies in shadow, as a raster: one pass over the objects instead of
 * a search towards the sun for every pixel.
 */
final class ShadowMap {
  private final double x0;
  private final double y0;
  private final double cell;
  private final int side;
  private final float[] ceiling;
  private final double perMetreX;
  private final double perMetreY;
  private final double rise;

  ShadowMap(double centreX, double centreY, double half, double cell, Conditions day) {
    this.cell = cell;
    side = (int) Math.ceil(2 * half / cell);
    x0 = centreX - half;
    y0 = centreY - half;
    ceiling = new float[side * side];
    double flat = Math.sqrt(day.sunX * day.sunX + day.sunY * day.sunY);
    perMetreX = day.sunX / flat;
    perMetreY = day.sunY / flat;
    rise = day.sunZ / flat;
  }

  /** The length of the longest shadow considered, metres. */
  static double reach() {
    return 45;
  }

  void add(List<Box> boxes, List<Tree> trees, double foliage) {
    for (Box box : boxes) {
      add(box);
    }
    for (Tree tree : trees) {
      add(tree, tree.evergreen() ? 1 : foliage);
    }
  }

  /** 1 in the sun, less in shadow; outside the raster all is lit. */
  float lit(double x, double y, double z) {
    int ix = (int) ((x - x0) / cell);
    int iy = (int) ((y - y0) / cell);
    if (ix < 0 || iy < 0 || ix >= side || iy >= side || x < x0 || y < y0) {
      return 1;
    }
    return z < ceiling[iy * side + ix] ? 0 : 1;
  }

  private void add(Box box) {
    double length = box.top / rise;
    double ex = -perMetreX * length;
    double ey = -perMetreY * length;
    double rx = Math.abs(box.ux) * box.halfU + Math.abs(box.uy) * box.halfV;
    double ry = Math.abs(box.uy) * box.halfU + Math.abs(box.ux) * box.halfV;
    int ix0 = first(box.x - rx + Math.min(0, ex) - x0);
    int ix1 = last(box.x + rx + Math.max(0, ex) - x0);
    int iy0 = first(box.y - ry + Math.min(0, ey) - y0);
    int iy1 = last(box.y + ry + Math.max(0, ey) - y0);
    double du = perMetreX * box.ux + perMetreY * box.uy;
    double dv = perMetreY * box.ux - perMetreX * box.uy;
    double iu = 1 / (Math.abs(du) < 1e-9 ? 1e-9 : du);
    double iv = 1 / (Math.abs(dv) < 1e-9 ? 1e-9 : dv);
    for (int iy = iy0; iy <= iy1; iy++) {
      double py = y0 + (iy + .5) * cell - box.y;
      for (int ix = ix0; ix <= ix1; ix++) {
        double px = x0 + (ix + .5) * cell - box.x;
        double u = px * box.ux + py * box.uy;
        double v = py * box.ux - px * box.uy;
        double a = (-box.halfU - u) * iu;
        double b = (box.halfU - u) * iu;
        double c = (-box.halfV - v) * iv;
        double d = (box.halfV - v) * iv;
        double enter = Math.max(Math.max(Math.min(a, b), Math.min(c, d)), 0);
        double leave = Math.min(Math.max(a, b), Math.max(c, d));
        if (leave > enter) {
          double z = box.roofAt(u + du * enter, v + dv * enter) - enter * rise;
          if (box.roof != Box.Roof.FLAT) {
            double mid = (enter + leave) / 2;
            z = Math.max(z, box.roofAt(u + du * mid, v + dv * mid) - mid * rise);
          }
          if (box.base > .5 && leave * rise < box.base - 1) {
            continue;
          }
          raise(iy * side + ix, z - .15);
        }
      }
    }
  }

  private void add(Tree tree, double foliage) {
    double zc = (tree.height() + tree.crownBase()) / 2;
    double hz = (tree.height() - tree.crownBase()) / 2;
    double r = tree.radius();
    double length = tree.height() / rise;
    double ex = -perMetreX * length;
    double ey = -perMetreY * length;
    int ix0 = first(tree.x() - r + Math.min(0, ex) - x0);
    int ix1 = last(tree.x() + r + Math.max(0, ex) - x0);
    int iy0 = first(tree.y() - r + Math.min(0, ey) - y0);
    int iy1 = last(tree.y() + r + Math.max(0, ey) - y0);
    double shift = tree.seed() & 511;
    for (int iy = iy0; iy <= iy1; iy++) {
      for (int ix = ix0; ix <= ix1; ix++) {
        double wx = x0 + (ix + .5) * cell;
        double wy = y0 + (iy + .5) * cell;
        double px = tree.x() - wx;
        double py = tree.y() - wy;
        double along = px * perMetreX + py * perMetreY;
        double across = px * perMetreY - py * perMetreX;
        double q = 1 - across * across / (r * r);
        if (q <= 0) {
          continue;
        }
        double chord = hz * Math.sqrt(q);
        double reachUp = chord + r * rise * Math.sqrt(q) * .5;
        double ray = along * rise;
        if (along > -r
            && ray > zc - reachUp
            && ray < zc + reachUp + 2
            && Noise.cloudy(wx * 3 + shift, wy * 3) < .25 + .75 * foliage - .25 * (1 - q)) {
          raise(iy * side + ix, Math.min(zc + reachUp - ray, tree.height() * .6));
        }
      }
    }
  }

  private void raise(int i, double z) {
    if (z > ceiling[i]) {
      ceiling[i] = (float) z;
    }
  }

  private int first(double metres) {
    return Math.max(0, (int) Math.floor(metres / cell));
  }

  private int last(double metres) {
    return Math.min(side - 1, (int) Math.floor(metres / cell));
  }
}
