package org.crossview.town.render;

import java.util.Arrays;

/** The column of a panorama that is being painted: its direction, and which rows are still open. */
final class PanoramaColumn {
  private final int height;
  private final int width;

  /**
   * Tangent of every row's elevation, falling from row to row, for a camera that stands upright.
   */
  private final double[] slope;

  /** The whole panorama, linear light. */
  private final float[] rgb;

  private final boolean[] filled;
  private int index;
  private double dx;
  private double dy;
  private int open;

  /** How much the tilted camera raises the rows of the column. */
  private double tilt;

  PanoramaColumn(int width, double[] slope) {
    this.height = slope.length;
    this.width = width;
    this.slope = slope;
    rgb = new float[height * width * 3];
    filled = new boolean[height];
  }

  /**
   * Goes to a column; all its rows are open.
   *
   * @param sin of the azimuth that it looks at, which is how far east one metre ahead is
   * @param cos of that azimuth, how far north
   * @param tilt what the camera's tilt adds to the slopes
   */
  void start(int index, double sin, double cos, double tilt) {
    this.index = index;
    this.tilt = tilt;
    dx = sin;
    dy = cos;
    open = height;
    Arrays.fill(filled, false);
  }

  /** Takes the camera's tilt away, for what is asked of the whole panorama. */
  void standUpright() {
    tilt = 0;
  }

  int index() {
    return index;
  }

  double dx() {
    return dx;
  }

  double dy() {
    return dy;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  float[] rgb() {
    return rgb;
  }

  boolean isFull() {
    return open == 0;
  }

  boolean isFilled(int row) {
    return filled[row];
  }

  /** Tangent of the elevation that a row looks at. */
  double slope(int row) {
    return slope[row] + tilt;
  }

  /** The first row whose slope is not above {@code limit}; slopes fall from row to row. */
  int rowBelow(double limit) {
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

  /** Fills a row with the colour of the light. */
  void put(int row, Light light) {
    int i = (row * width + index) * 3;
    rgb[i] = light.r;
    rgb[i + 1] = light.g;
    rgb[i + 2] = light.b;
    filled[row] = true;
    open--;
  }
}
