package org.crossview.town.render;

import org.crossview.core.image.BgrImage;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.GroundMap;
import org.crossview.town.scene.Scene;

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
  private final Light light;
  private final Conditions day;
  private final PanoramaColumn column;
  private final StandingObjects standing;
  private final ShadowMap shadows;
  private final Surroundings around;

  /** Of the small shifts that hide the squares of the ground map. */
  private int state = 1;

  private PanoramaScan(Scene scene, double x, double y, PanoramaColumn column, Conditions day) {
    this.scene = scene;
    this.x = x;
    this.y = y;
    this.day = day;
    this.column = column;
    light = new Light(day, scene.seed());
    around = new Surroundings(scene, x, y, REACH, 80, 5.5, day.seed);
    shadows = new ShadowMap(x, y, SHADOW_HALF, .5, day);
    shadows.add(around.boxes, around.trees, day.foliage);
    standing = new StandingObjects(column, x, y, light, day, shadows);
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
    PanoramaScan scan = new PanoramaScan(scene, x, y, new PanoramaColumn(width, slope), day);
    Hits hits = new Hits(scan.around, x, y, width, headingDeg);
    for (int column = 0; column < width; column++) {
      double azimuth = StrictMath.toRadians(headingDeg + (column - width / 2.0) * 360 / width);
      double ahead = 2 * Math.PI * column / width;
      double tilt = -day.pitch * StrictMath.cos(ahead) + day.roll * StrictMath.sin(ahead);
      scan.column.start(column, StrictMath.sin(azimuth), StrictMath.cos(azimuth), tilt);
      scan.paint(hits);
    }
    return scan.developed();
  }

  private void paint(Hits hits) {
    int n = hits.sorted(column.index(), column.dx(), column.dy());
    for (int k = 0; k < n && !column.isFull(); k++) {
      int object = hits.object(k);
      if (object < around.boxes.size()) {
        standing.box(around.boxes.get(object));
      } else {
        standing.tree(around.trees.get(object - around.boxes.size()));
      }
    }
    background();
  }

  /** The picture, exposed for what lies within 45 degrees of the horizon of an upright camera. */
  private BgrImage developed() {
    column.standUpright();
    int meterFrom = column.rowBelow(1);
    int meterTo = Math.max(meterFrom + 1, column.rowBelow(-1));
    return Film.develop(
        column.rgb(),
        column.height(),
        column.width(),
        day,
        true,
        Math.min(meterFrom, column.height() - 1),
        meterTo);
  }

  private void background() {
    double along = column.index() * 512.0 / column.width() + (scene.seed() & 255);
    float treeline = (float) (.012 + .05 * Noise.smooth(along, 7));
    for (int row = 0; row < column.height(); row++) {
      if (column.isFilled(row)) {
        continue;
      }
      double m = column.slope(row);
      if (m > treeline) {
        light.sky(column.dx(), column.dy(), m / Math.sqrt(1 + m * m));
      } else if (m > -.012) {
        light.leaves(0x58684A, false, .75f + .4f * Noise.cloudy(column.index() * 1.7, row * 3));
        light.shine(.4, 1, .8f);
        light.fade(260);
      } else {
        ground(m, row);
      }
      column.put(row, light);
    }
  }

  private void ground(double m, int row) {
    double far = -CAMERA / m;
    double span =
        row > 0 && column.slope(row - 1) < 0
            ? Math.min(8, -CAMERA / column.slope(row - 1) - far)
            : 1;
    int samples = span > 1.2 ? 3 : 1;
    boolean near = far < 25;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int k = 0; k < samples; k++) {
      double t = far + span * (k - (samples - 1) * .5) / samples;
      double px = x + column.dx() * t;
      double py = y + column.dy() * t;
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
