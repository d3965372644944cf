package org.crossview.town.render;

import org.crossview.core.image.BgrImage;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.GroundMap;
import org.crossview.town.scene.Scene;
import org.crossview.town.scene.Tree;

/**
 * Renders a panorama column by column: each column is a vertical half plane in which walls, roofs
 * and trees are met from near to far, and what they leave open is ground or sky.
 */
public final class PanoramaScan {
  /** Height of the camera above the street, metres. */
  public static final double CAMERA = 2.5;

  private static final double REACH = 130;
  private static final double SHADOW_HALF = 60;

  private final Scene scene;
  private final double x;
  private final double y;
  private final int height;
  private final int width;
  private final double[] slope;
  private final float[] rgb;
  private final boolean[] filled;
  private final Light light;
  private final Conditions day;
  private final ShadowMap shadows;
  private final Surroundings around;
  private int column;
  private double dx;
  private double dy;
  private int open;

  /** Of the small shifts that hide the squares of the ground map. */
  private int state = 1;

  /** How much the tilted camera raises the rows of the column. */
  private double tilt;

  private PanoramaScan(
      Scene scene, double x, double y, int height, int width, double[] slope, Conditions day) {
    this.scene = scene;
    this.x = x;
    this.y = y;
    this.height = height;
    this.width = width;
    this.slope = slope;
    this.day = day;
    rgb = new float[height * width * 3];
    filled = new boolean[height];
    light = new Light(day, scene.seed());
    around = new Surroundings(scene, x, y, REACH, 80, 5.5, day.seed);
    shadows = new ShadowMap(x, y, SHADOW_HALF, .5, day);
    shadows.add(around.boxes, around.trees, day.foliage);
  }

  /**
   * Renders an equirectangular panorama or a band of one.
   *
   * @param headingDeg what the centre column looks at, degrees clockwise from north
   * @param topDeg elevation of the upper edge, degrees
   * @param bottomDeg elevation of the lower edge, degrees
   */
  public static BgrImage render(
      Scene scene,
      double x,
      double y,
      double headingDeg,
      int height,
      int width,
      double topDeg,
      double bottomDeg,
      Conditions day) {
    double[] slope = new double[height];
    for (int row = 0; row < height; row++) {
      double elevation = topDeg - (row + .5) * (topDeg - bottomDeg) / height;
      slope[row] = StrictMath.tan(StrictMath.toRadians(elevation));
    }
    PanoramaScan scan = new PanoramaScan(scene, x, y, height, width, slope, day);
    Hits hits = new Hits(scan.around, x, y, width, headingDeg);
    for (int column = 0; column < width; column++) {
      double azimuth = StrictMath.toRadians(headingDeg + (column - width / 2.0) * 360 / width);
      double ahead = 2 * Math.PI * column / width;
      scan.tilt = -day.pitch * StrictMath.cos(ahead) + day.roll * StrictMath.sin(ahead);
      scan.column(column, StrictMath.sin(azimuth), StrictMath.cos(azimuth), hits);
    }
    scan.tilt = 0;
    int meterFrom = scan.rowBelow(1);
    int meterTo = Math.max(meterFrom + 1, scan.rowBelow(-1));
    return Film.develop(
        scan.rgb, height, width, day, true, Math.min(meterFrom, height - 1), meterTo);
  }

  private void column(int index, double sin, double cos, Hits hits) {
    column = index;
    dx = sin;
    dy = cos;
    open = height;
    java.util.Arrays.fill(filled, false);
    int n = hits.sorted(index, dx, dy);
    for (int k = 0; k < n && open > 0; k++) {
      int object = hits.object(k);
      if (object < around.boxes.size()) {
        box(around.boxes.get(object));
      } else {
        tree(around.trees.get(object - around.boxes.size()));
      }
    }
    background();
  }

  /** The first row whose slope is not above {@code limit}; slopes fall from row to row. */
  private int rowBelow(double limit) {
    int low = 0;
    int high = height;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (slope[mid] > limit - tilt) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  private void put(int row) {
    int i = (row * width + column) * 3;
    rgb[i] = light.r;
    rgb[i + 1] = light.g;
    rgb[i + 2] = light.b;
    filled[row] = true;
    open--;
  }

  private void box(Box box) {
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
    if (box.roof != Box.Roof.FLAT || box.top < CAMERA) {
      roof(box, enter, leave, u, v, du, dv);
    }
  }

  private void wall(Box box, double t, boolean faceU, double into, double wu, double wv) {
    double topZ = box.roofAt(wu, wv);
    int r0 = rowBelow((topZ - CAMERA) / t);
    int r1 = rowBelow((box.base - CAMERA) / t);
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
    double px = x + dx * t + nx * .3;
    double py = y + dy * t + ny * .3;
    for (int row = r0; row < r1; row++) {
      if (!filled[row]) {
        double z = CAMERA + (slope[row] + tilt) * t;
        Surface.wall(light, box, face, s, half, z);
        float lit = cos > 0 ? shadows.lit(px, py, z) : 0;
        light.shine(cos * 1.1, lit, (float) (.72 + .2 * Math.min(1, z / 10)));
        light.fade(t);
        put(row);
      }
    }
  }

  private void roof(Box box, double enter, double leave, double u, double v, double du, double dv) {
    double near = box.top < CAMERA ? (box.top - CAMERA) / leave : (box.top - CAMERA) / enter;
    int r0 = rowBelow(near);
    for (int row = r0; row < height; row++) {
      double m = slope[row] + tilt;
      if (CAMERA + m * leave < box.base && m < 0) {
        break;
      }
      if (filled[row]) {
        continue;
      }
      double t = RoofRay.meet(box, m, enter, leave, u, v, du, dv);
      if (t > 0) {
        double ru = u + du * t;
        double rv = v + dv * t;
        double px = x + dx * t;
        double py = y + dy * t;
        Surface.roof(light, box, ru, rv);
        light.shine(
            Surface.roofCosine(box, ru, rv, day), shadows.lit(px, py, box.roofAt(ru, rv)), 1);
        light.fade(t);
        put(row);
      } else if (m < (box.eave - CAMERA) / leave && box.top > CAMERA) {
        break;
      }
    }
  }

  private void tree(Tree tree) {
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
    int r0 = rowBelow((zc + hz * root - CAMERA) / t);
    int r1 = rowBelow((zc - hz * root - CAMERA) / t);
    double density = tree.evergreen() ? 1 : day.foliage;
    double shift = tree.seed() & 511;
    double clump = 20 / Math.max(2, r);
    for (int row = r0; row < r1; row++) {
      if (filled[row]) {
        continue;
      }
      double z = CAMERA + (slope[row] + tilt) * t;
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
      put(row);
    }
    double trunk = Math.max(.1, Math.min(.3, tree.height() * .02));
    if (Math.abs(w) < trunk) {
      int t0 = rowBelow((zc - CAMERA) / t);
      int t1 = rowBelow(-CAMERA / t);
      for (int row = t0; row < t1; row++) {
        if (!filled[row]) {
          light.colour(0x5A4E42, .8f + .3f * (float) (w / trunk));
          light.shine(.4, .7f, .6f);
          light.fade(t);
          put(row);
        }
      }
    }
  }

  private void background() {
    float treeline =
        (float) (.012 + .05 * Noise.smooth(column * 512.0 / width * 1.0 + (scene.seed() & 255), 7));
    for (int row = 0; row < height; row++) {
      if (filled[row]) {
        continue;
      }
      double m = slope[row] + tilt;
      if (m > treeline) {
        light.sky(dx, dy, m / Math.sqrt(1 + m * m));
      } else if (m > -.012) {
        light.leaves(0x58684A, false, .75f + .4f * Noise.cloudy(column * 1.7, row * 3));
        light.shine(.4, 1, .8f);
        light.fade(260);
      } else {
        ground(m, row);
      }
      put(row);
    }
  }

  private void ground(double m, int row) {
    double far = -CAMERA / m;
    double span =
        row > 0 && slope[row - 1] + tilt < 0
            ? Math.min(8, -CAMERA / (slope[row - 1] + tilt) - far)
            : 1;
    int samples = span > 1.2 ? 3 : 1;
    boolean near = far < 25;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int k = 0; k < samples; k++) {
      double t = far + span * (k - (samples - 1) * .5) / samples;
      double px = x + dx * t;
      double py = y + dy * t;
      double jitter = near ? jitter() : 0;
      // The squares of the rasters would show as stairs: edges are frayed instead.
      float lit = shadows.lit(px + jitter * 3, py - jitter * 3, 0);
      light.atGround(px, py, lit, day.sunZ);
      light.ground(scene.ground().at(px + jitter, py - jitter));
      r += light.r;
      g += light.g;
      b += light.b;
    }
    light.r = r / samples;
    light.g = g / samples;
    light.b = b / samples;
    light.fade(far);
  }

  /** A shift within a square of the ground map, metres. */
  private double jitter() {
    state = state * 1_664_525 + 1_013_904_223;
    return state * (GroundMap.CELL / 0x1p32);
  }
}
