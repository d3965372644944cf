package org.crossview.core.polar;

import java.util.Arrays;
import java.util.Objects;

/**
 * Where in a picture something happens, and how much: a coarse grid of cells that covers the whole
 * picture. Equality is identity.
 *
 * @param height rows of cells, at least 1
 * @param width columns of cells, at least 1
 * @param values {@code height * width}, row by row, each finite and at least 0; not copied
 */
public record HeatMap(int height, int width, float[] values) {
  public HeatMap {
    Objects.requireNonNull(values, "values");
    if (height < 1 || width < 1 || (long) height * width != values.length) {
      throw new IllegalArgumentException(
          "A heat map of %d x %d cells needs %d values, got %d"
              .formatted(height, width, (long) height * width, values.length));
    }
    for (float value : values) {
      if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("Heat must be finite and at least 0, got " + value);
      }
    }
  }

  /** The largest value; 0 if nothing happens anywhere. */
  public float max() {
    float max = 0;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The same map as shares of its largest value, 0..1; all 0 if that is 0. */
  public HeatMap normalized() {
    float max = max();
    float[] shares = new float[values.length];
    for (int i = 0; max > 0 && i < shares.length; i++) {
      shares[i] = values[i] / max;
    }
    return new HeatMap(height, width, shares);
  }

  /**
   * The value at a point of the picture, bilinear between the centres of cells.
   *
   * @param down 0 at the picture's upper edge, 1 at its lower one; beyond them as at the edge
   * @param right 0 at the left edge, 1 at the right one
   * @param circle whether the right edge meets the left one, as in panoramas and polar images; if
   *     not, values beyond an edge are those at the edge
   */
  public float at(double down, double right, boolean circle) {
    double row = Math.clamp(down * height - 0.5, 0, height - 1);
    double col = right * width - 0.5;
    if (!circle) {
      col = Math.clamp(col, 0, width - 1);
    }
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(col);
    int bottom = Math.min(top + 1, height - 1);
    int leftCell = Math.floorMod(left, width);
    int rightCell = Math.floorMod(left + 1, width);
    double lower = row - top;
    double further = col - left;
    double above = mix(cell(top, leftCell), cell(top, rightCell), further);
    double below = mix(cell(bottom, leftCell), cell(bottom, rightCell), further);
    return (float) mix(above, below, lower);
  }

  private double cell(int row, int col) {
    return values[row * width + col];
  }

  private static double mix(double a, double b, double share) {
    return a + share * (b - a);
  }

  /**
   * The map enlarged over a picture.
   *
   * @param rows of the picture, at least 1
   * @param cols of the picture, at least 1
   * @param circle see {@link #at}
   * @return {@code rows * cols} values, row by row
   */
  public float[] over(int rows, int cols, boolean circle) {
    float[] out = new float[rows * cols];
    for (int row = 0, i = 0; row < rows; row++) {
      for (int col = 0; col < cols; col++) {
        out[i++] = at((row + 0.5) / rows, (col + 0.5) / cols, circle);
      }
    }
    return out;
  }

  /**
   * The map of a polar image, laid back over the square tile that the image was made of.
   *
   * @param polar the transform, for tiles of the wanted side
   * @return {@code side * side} values, row by row; NaN in the corners, which the polar image does
   *     not show
   */
  public float[] overTile(PolarMap polar) {
    int side = polar.side();
    float[] out = new float[side * side];
    Arrays.fill(out, Float.NaN);
    for (int row = 0, i = 0; row < side; row++) {
      for (int col = 0; col < side; col++, i++) {
        double down = (polar.outputRow(row, col) + 0.5) / polar.height();
        if (down >= 0) {
          out[i] = at(down, (polar.outputCol(row, col) + 0.5) / polar.width(), true);
        }
      }
    }
    return out;
  }
}
