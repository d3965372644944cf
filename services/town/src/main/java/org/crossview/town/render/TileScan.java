package org.crossview.town.render;

import org.crossview.core.image.BgrImage;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Scene;
import org.crossview.town.scene.Tree;

/** Renders the ground from above: north up, every pixel shows the highest surface at its place. */
public final class TileScan {
  private final int samples;
  private final double step;
  private final double west;
  private final double north;
  private final float[] rgb;
  private final float[] height;
  private final Light light;
  private final Conditions day;
  private final ShadowMap shadows;

  private TileScan(double x, double y, double width, int samples, Light light, ShadowMap shadows) {
    this.samples = samples;
    this.step = width / samples;
    this.west = x - width / 2;
    this.north = y + width / 2;
    this.rgb = new float[samples * samples * 3];
    this.height = new float[samples * samples];
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
    scan.ground(scene);
    for (Box box : around.boxes) {
      scan.box(box);
    }
    for (Tree tree : around.trees) {
      scan.tree(tree);
    }
    return Film.develop(halve(scan.rgb, pixels), pixels, pixels, day, false);
  }

  private void ground(Scene scene) {
    for (int row = 0; row < samples; row++) {
      double y = north - (row + .5) * step;
      for (int col = 0; col < samples; col++) {
        double x = west + (col + .5) * step;
        light.ground(scene.ground().at(x, y), x, y);
        light.shine(day.sunZ, shadows.lit(x, y, 0), 1);
        put(row * samples + col);
      }
    }
  }

  private void put(int i) {
    rgb[3 * i] = light.r;
    rgb[3 * i + 1] = light.g;
    rgb[3 * i + 2] = light.b;
  }

  private void box(Box box) {
    double rx = Math.abs(box.ux) * box.halfU + Math.abs(box.uy) * box.halfV;
    double ry = Math.abs(box.uy) * box.halfU + Math.abs(box.ux) * box.halfV;
    int c0 = Math.max(0, (int) Math.ceil((box.x - rx - west) / step - .5));
    int c1 = Math.min(samples - 1, (int) Math.floor((box.x + rx - west) / step - .5));
    int r0 = Math.max(0, (int) Math.ceil((north - box.y - ry) / step - .5));
    int r1 = Math.min(samples - 1, (int) Math.floor((north - box.y + ry) / step - .5));
    for (int row = r0; row <= r1; row++) {
      double y = north - (row + .5) * step;
      double dy = y - box.y;
      for (int col = c0; col <= c1; col++) {
        double x = west + (col + .5) * step;
        double dx = x - box.x;
        double u = dx * box.ux + dy * box.uy;
        double v = dy * box.ux - dx * box.uy;
        if (Math.abs(u) > box.halfU || Math.abs(v) > box.halfV) {
          continue;
        }
        double z = box.roofAt(u, v);
        int i = row * samples + col;
        if (z > height[i]) {
          height[i] = (float) z;
          Surface.roof(light, box, u, v);
          light.shine(Surface.roofCosine(box, u, v, day), shadows.lit(x, y, z), 1);
          put(i);
        }
      }
    }
  }

  private void tree(Tree tree) {
    double r = tree.radius();
    int c0 = Math.max(0, (int) Math.ceil((tree.x() - r - west) / step - .5));
    int c1 = Math.min(samples - 1, (int) Math.floor((tree.x() + r - west) / step - .5));
    int r0 = Math.max(0, (int) Math.ceil((north - tree.y() - r) / step - .5));
    int r1 = Math.min(samples - 1, (int) Math.floor((north - tree.y() + r) / step - .5));
    double zc = (tree.height() + tree.crownBase()) / 2;
    double hz = (tree.height() - tree.crownBase()) / 2;
    double density = tree.evergreen() ? 1 : day.foliage;
    double shift = tree.seed() & 511;
    double clump = 2.2 / Math.max(1, r * .5);
    for (int row = r0; row <= r1; row++) {
      double y = north - (row + .5) * step;
      for (int col = c0; col <= c1; col++) {
        double x = west + (col + .5) * step;
        double nx = (x - tree.x()) / r;
        double ny = (y - tree.y()) / r;
        double q = nx * nx + ny * ny;
        if (q >= 1) {
          continue;
        }
        float n = Noise.smooth(x * clump * 2 + shift, y * clump * 2);
        double rim = 1 - q;
        if (rim < .5 * n
            || (density < .8 && Noise.cloudy(x * 5 + shift, y * 5) > density + .2 * rim)) {
          continue;
        }
        double nz = Math.sqrt(rim);
        double z = zc + hz * nz;
        int i = row * samples + col;
        if (z > height[i]) {
          height[i] = (float) z;
          float fine = Noise.grainy(x * 4 + shift, y * 4);
          light.leaves(tree.colour(), tree.evergreen(), .42f + .55f * n + .35f * fine);
          double cos = .45 * day.sunZ + .6 * (nx * day.sunX + ny * day.sunY + nz * day.sunZ);
          light.shine(cos, shadows.lit(x, y, z), (float) (.55 + .45 * nz));
          put(i);
        }
      }
    }
  }

  private static float[] halve(float[] in, int pixels) {
    float[] out = new float[pixels * pixels * 3];
    int stride = pixels * 6;
    for (int row = 0; row < pixels; row++) {
      for (int col = 0; col < pixels; col++) {
        int i = row * 2 * stride + col * 6;
        int o = (row * pixels + col) * 3;
        for (int c = 0; c < 3; c++) {
          out[o + c] =
              (in[i + c] + in[i + 3 + c] + in[i + stride + c] + in[i + stride + 3 + c]) * .25f;
        }
      }
    }
    return out;
  }
}
