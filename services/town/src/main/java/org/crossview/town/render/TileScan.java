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

  /** Draws a solid. */
  private void box(Box box) {
    double rx = Math.abs(box.ux) * box.halfU + Math.abs(box.uy) * box.halfV;
    double ry = Math.abs(box.uy) * box.halfU + Math.abs(box.ux) * box.halfV;
    double ex = day.leanX * box.top;
    double ey = day.leanY * box.top;
    int c0 = column(box.x - rx + Math.min(0, ex));
    int c1 = column(box.x + rx + Math.max(0, ex));
    int r0 = row(box.y + ry + Math.max(0, ey));
    int r1 = row(box.y - ry + Math.min(0, ey));
    if (c0 >= c1 || r0 >= r1) {
      return;
    }
    SlantedView view = new SlantedView(box, day);
    for (int row = r0; row < r1; row++) {
      double y = north - (row + .5) * step;
      for (int col = c0; col < c1; col++) {
        double x = west + (col + .5) * step;
        box(box, view, (row - firstRow) * samples + col, x, y);
      }
    }
  }

  /** Draws what the line of sight of a sample at a place meets of a solid, if it is the highest. */
  private void box(Box box, SlantedView view, int i, double x, double y) {
    double dx = x - box.x;
    double dy = y - box.y;
    double u = dx * box.ux + dy * box.uy;
    double v = dy * box.ux - dx * box.uy;
    double high = view.highest(u, v);
    if (high < view.lowest(u, v) || high <= box.base || high <= height[i]) {
      return;
    }
    double z = box.roofAt(view.u(u, high), view.v(v, high));
    if (high < z - .01) {
      height[i] = (float) high;
      light.colour(box.look.wall(), .8f);
      light.shine(.35, lit(x, y, high), .6f);
      put(i);
    } else {
      // One step towards the roof is enough for leans of a few degrees.
      roof(box, i, view.u(u, z), view.v(v, z), z, x, y);
    }
  }

  /**
   * Draws a point of a roof.
   *
   * @param u in the box's coordinates
   * @param v in the box's coordinates
   * @param atMost how high the line of sight meets it at most, metres
   * @param x where the sample is
   * @param y where the sample is
   */
  private void roof(Box box, int i, double u, double v, double atMost, double x, double y) {
    double z = Math.min(atMost, box.roofAt(u, v));
    if (z <= height[i] || z <= box.base) {
      return;
    }
    height[i] = (float) z;
    Surface.roof(light, box, u, v);
    light.shine(Surface.roofCosine(box, u, v, day), lit(x, y, z), 1);
    put(i);
  }

  /** The share of the sun at the point of height z that appears at a place. */
  private float lit(double x, double y, double z) {
    return shadows.lit(x - day.leanX * z, y - day.leanY * z, z);
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
