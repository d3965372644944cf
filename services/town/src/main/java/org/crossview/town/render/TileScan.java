package org.crossview.town.render;

import org.crossview.core.image.BgrImage;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Scene;
import org.crossview.town.scene.Tree;

/** Renders the ground from above: north up, every pixel shows the highest surface at its place. */
public final class TileScan {
  private static final int STRIP = 32;

  private final int samples;
  private final double step;
  private final double west;
  private final double north;

  /** Colours and heights of the strip of rows in work: small enough to stay in the cache. */
  private final float[] rgb;

  private final float[] height;
  private int firstRow;
  private int endRow;
  private final Light light;
  private final Conditions day;
  private final ShadowMap shadows;

  private TileScan(double x, double y, double width, int samples, Light light, ShadowMap shadows) {
    this.samples = samples;
    this.step = width / samples;
    this.west = x - width / 2;
    this.north = y + width / 2;
    this.rgb = new float[STRIP * samples * 3];
    this.height = new float[STRIP * samples];
    this.light = light;
    this.day = light.day;
    this.shadows = shadows;
  }

  /**
   * Renders a square.
   *
   * @param x centre, metres east
   * @param y centre, metres north
   * @param width side of the square, metres
   * @param pixels side of the picture
   */
  public static BgrImage render(
      Scene scene, double x, double y, double width, int pixels, Conditions day) {
    // Four samples a pixel: markings are narrower than a pixel.
    int samples = 2 * pixels;
    double reach = width / 2 + ShadowMap.reach();
    Surroundings around = new Surroundings(scene, x, y, reach, width / 2 + 4, 0, day.seed);
    ShadowMap shadows = new ShadowMap(x, y, width / 2 + 1, Math.max(.25, width / pixels), day);
    shadows.add(around.boxes, around.trees, day.foliage);
    TileScan scan = new TileScan(x, y, width, samples, new Light(day, scene.seed()), shadows);
    float[] picture = new float[pixels * pixels * 3];
    for (int first = 0; first < samples; first += STRIP) {
      scan.strip(first, scene, around);
      scan.halve(picture);
    }
    return Film.develop(picture, pixels, pixels, day, false, 0, pixels);
  }

  private void strip(int first, Scene scene, Surroundings around) {
    firstRow = first;
    endRow = Math.min(samples, first + STRIP);
    java.util.Arrays.fill(height, 0);
    for (Box box : around.boxes) {
      box(box);
    }
    for (Tree tree : around.trees) {
      tree(tree);
    }
    ground(scene);
  }

  /**
   * Fills what no object covers. Texture and light vary slowly: they serve a pixel's four samples.
   */
  private void ground(Scene scene) {
    for (int row = firstRow; row < endRow; row += 2) {
      double y = north - (row + 1) * step;
      for (int col = 0; col < samples; col += 2) {
        int i = (row - firstRow) * samples + col;
        if (height[i] > 0
            && height[i + 1] > 0
            && height[i + samples] > 0
            && height[i + samples + 1] > 0) {
          continue;
        }
        double x = west + (col + 1) * step;
        light.atGround(x, y, shadows.lit(x, y, 0), day.sunZ);
        ground(scene, i, x - step / 2, y + step / 2);
        ground(scene, i + 1, x + step / 2, y + step / 2);
        ground(scene, i + samples, x - step / 2, y - step / 2);
        ground(scene, i + samples + 1, x + step / 2, y - step / 2);
      }
    }
  }

  private void ground(Scene scene, int i, double x, double y) {
    if (height[i] <= 0) {
      light.ground(scene.ground().at(x, y));
      put(i);
    }
  }

  private void put(int i) {
    rgb[3 * i] = light.r;
    rgb[3 * i + 1] = light.g;
    rgb[3 * i + 2] = light.b;
  }

  /**
   * Draws a solid. A point at height z appears displaced by z times the lean, so a pixel looks down
   * a slanted line; it meets the roof, or the wall where the line leaves the footprint lower down.
   */
  private void box(Box box) {
    double rx = Math.abs(box.ux) * box.halfU + Math.abs(box.uy) * box.halfV;
    double ry = Math.abs(box.uy) * box.halfU + Math.abs(box.ux) * box.halfV;
    double ex = day.leanX * box.top;
    double ey = day.leanY * box.top;
    int c0 = column(box.x - rx + Math.min(0, ex));
    int c1 = column(box.x + rx + Math.max(0, ex));
    int r0 = row(box.y + ry + Math.max(0, ey));
    int r1 = row(box.y - ry + Math.min(0, ey));
    double lu = day.leanX * box.ux + day.leanY * box.uy;
    double lv = day.leanY * box.ux - day.leanX * box.uy;
    if (c0 >= c1 || r0 >= r1) {
      return;
    }
    double iu = lu == 0 ? 1e12 : 1 / Math.abs(lu);
    double iv = lv == 0 ? 1e12 : 1 / Math.abs(lv);
    for (int row = r0; row < r1; row++) {
      double y = north - (row + .5) * step;
      double dy = y - box.y;
      for (int col = c0; col < c1; col++) {
        double dx = west + (col + .5) * step - box.x;
        double u = dx * box.ux + dy * box.uy;
        double v = dy * box.ux - dx * box.uy;
        // Up to which height, and from which on, the line lies inside.
        double high =
            Math.min(
                box.top,
                Math.min(
                    exit(lu < 0 ? -u : u, iu, box.halfU), exit(lv < 0 ? -v : v, iv, box.halfV)));
        double low =
            Math.max(entry(lu < 0 ? -u : u, iu, box.halfU), entry(lv < 0 ? -v : v, iv, box.halfV));
        int i = (row - firstRow) * samples + col;
        if (high < low || high <= box.base || high <= height[i]) {
          continue;
        }
        double ru = u - lu * high;
        double rv = v - lv * high;
        double z = box.roofAt(ru, rv);
        boolean wall = high < z - .01;
        if (!wall) {
          // One step towards the roof is enough for leans of a few degrees.
          ru = u - lu * z;
          rv = v - lv * z;
          z = Math.min(z, box.roofAt(ru, rv));
        }
        double top = wall ? high : z;
        if (top <= height[i] || top <= box.base) {
          continue;
        }
        height[i] = (float) top;
        double px = west + (col + .5) * step - day.leanX * top;
        double py = y - day.leanY * top;
        if (wall) {
          light.colour(box.look.wall(), .8f);
          light.shine(.35, shadows.lit(px, py, top), .6f);
        } else {
          Surface.roof(light, box, ru, rv);
          light.shine(Surface.roofCosine(box, ru, rv, day), shadows.lit(px, py, top), 1);
        }
        put(i);
      }
    }
  }

  /** The height from which on a line that comes from {@code at} downwards is inside a slab. */
  private static double entry(double at, double perMetre, double half) {
    return at > half ? (at - half) * perMetre : 0;
  }

  /** The height up to which it is inside; negative where it never is. */
  private static double exit(double at, double perMetre, double half) {
    return at < -half ? -1 : (at + half) * perMetre;
  }

  private int column(double x) {
    return Math.max(0, Math.min(samples, (int) Math.round((x - west) / step)));
  }

  private int row(double y) {
    return Math.max(firstRow, Math.min(endRow, (int) Math.round((north - y) / step)));
  }

  private void tree(Tree tree) {
    double r = tree.radius();
    double zc = (tree.height() + tree.crownBase()) / 2;
    double hz = (tree.height() - tree.crownBase()) / 2;
    double density = tree.evergreen() ? 1 : day.foliage;
    double shift = tree.seed() & 511;
    double clump = 20 / Math.max(2, r);
    double tx = tree.x() + day.leanX * zc;
    double ty = tree.y() + day.leanY * zc;
    int c0 = column(tx - r);
    int c1 = column(tx + r);
    int r0 = row(ty + r);
    int r1 = row(ty - r);
    for (int row = r0; row < r1; row++) {
      double y = north - (row + .5) * step;
      for (int col = c0; col < c1; col++) {
        double x = west + (col + .5) * step;
        double nx = (x - tx) / r;
        double ny = (y - ty) / r;
        double q = nx * nx + ny * ny;
        if (q >= 1) {
          continue;
        }
        float n = Noise.cloudy(x * clump + shift, y * clump);
        double rim = 1 - q;
        if (rim < .9 * n - .1
            || (density < .8 && Noise.grainy(x * 6 + shift, y * 6) > density + .25 * rim)) {
          continue;
        }
        double nz = Math.sqrt(rim);
        double z = zc + hz * nz;
        int i = (row - firstRow) * samples + col;
        if (z > height[i]) {
          height[i] = (float) z;
          float fine = Noise.grainy(x * 4 + shift, y * 4);
          light.leaves(tree.colour(), tree.evergreen(), .3f + .75f * n + .3f * fine);
          double cos = .45 * day.sunZ + .6 * (nx * day.sunX + ny * day.sunY + nz * day.sunZ);
          light.shine(cos, shadows.lit(x, y, z), (float) (.55 + .45 * nz));
          put(i);
        }
      }
    }
  }

  /** Averages the samples of the strip's pixels into the picture. */
  private void halve(float[] out) {
    int stride = samples * 3;
    int pixels = samples / 2;
    for (int row = firstRow / 2; row < endRow / 2; row++) {
      int in = (2 * row - firstRow) * stride;
      for (int col = 0; col < pixels; col++) {
        int i = in + col * 6;
        int o = (row * pixels + col) * 3;
        for (int c = 0; c < 3; c++) {
          out[o + c] =
              (rgb[i + c] + rgb[i + 3 + c] + rgb[i + stride + c] + rgb[i + stride + 3 + c]) * .25f;
        }
      }
    }
  }
}
