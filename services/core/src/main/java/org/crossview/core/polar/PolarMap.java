package org.crossview.core.polar;

import org.crossview.core.image.BgrImage;

/**
 * The polar transform of a north-up aerial tile: which point of the tile each output pixel shows.
 *
 * <p>Output pixel (row i of H, column j of W) shows the tile of side S at
 *
 * <pre>
 * rho = (S/2) * (H - 1 - i) / H      theta = 2*pi*j / W
 * sourceRow = S/2 + rho*cos(theta)   sourceCol = S/2 - rho*sin(theta)
 * </pre>
 *
 * The top row is the outer ring and the bottom row the tile's centre; column 0 looks south, W/4
 * west, W/2 north and 3W/4 east. This is the transform of Shi et al., "Spatial-Aware Feature
 * Aggregation for Cross-View Image Based Geo-Localization" (NeurIPS 2019), section 3.1, with the
 * tile's centre at S/2 (not (S-1)/2), as the published models were trained. Immutable.
 */
public final class PolarMap {
  private static final int CHANNELS = 3;

  private final int side;
  private final int height;
  private final int width;
  private final double[] rho;
  private final double[] sine;
  private final double[] cosine;

  /**
   * @param side rows and columns of the tile in pixels, at least 1
   * @param height rows of the output, at least 1
   * @param width columns of the output, at least 1
   * @throws IllegalArgumentException if any of them is below 1
   */
  public PolarMap(int side, int height, int width) {
    if (side < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "A polar map needs a tile side, height and width of at least 1 pixel, got %d, %d, %d"
              .formatted(side, height, width));
    }
    this.side = side;
    this.height = height;
    this.width = width;
    rho = new double[height];
    for (int row = 0; row < height; row++) {
      rho[row] = side / 2.0 * (height - 1 - row) / height;
    }
    sine = new double[width];
    cosine = new double[width];
    for (int col = 0; col < width; col++) {
      double theta = 2 * Math.PI * col / width;
      sine[col] = Math.sin(theta);
      cosine[col] = Math.cos(theta);
    }
  }

  /** Rows and columns of the tile, pixels. */
  public int side() {
    return side;
  }

  /** Rows of the output, pixels. */
  public int height() {
    return height;
  }

  /** Columns of the output, pixels. */
  public int width() {
    return width;
  }

  /**
   * Row of the tile, in pixels, that output pixel (row, col) shows; 0 is the first row's centre.
   */
  public double sourceRow(int row, int col) {
    return side / 2.0 + rho[row] * cosine[col];
  }

  /**
   * Column of the tile, in pixels, that output pixel (row, col) shows; 0 is the first column's
   * centre.
   */
  public double sourceCol(int row, int col) {
    return side / 2.0 - rho[row] * sine[col];
  }

  /**
   * Row of the output that shows a point of the tile: the inverse of {@link #sourceRow} and {@link
   * #sourceCol}.
   *
   * @param sourceRow row of the tile, pixels, 0 is the first row's centre
   * @param sourceCol column of the tile, likewise
   * @return {@code height - 1} at the tile's centre, 0 on the outermost ring that is sampled, below
   *     0 beyond it, as in the tile's corners
   */
  public double outputRow(double sourceRow, double sourceCol) {
    double distance = Math.hypot(sourceRow - side / 2.0, sourceCol - side / 2.0);
    return height - 1 - distance * height / (side / 2.0);
  }

  /**
   * Column of the output that shows a point of the tile, 0 to less than {@code width}; 0 at the
   * tile's centre, which every column shows.
   *
   * @see #outputRow
   */
  public double outputCol(double sourceRow, double sourceCol) {
    double theta = Math.atan2(side / 2.0 - sourceCol, sourceRow - side / 2.0);
    double col = theta / (2 * Math.PI) * width;
    double wrapped = col < 0 ? col + width : col;
    // A tiny negative angle rounds up to a full turn.
    return wrapped < width ? wrapped : 0;
  }

  /** {@link #sourceRow} of all output pixels, {@code height * width} values, row by row. */
  public float[] sourceRows() {
    float[] rows = new float[height * width];
    for (int row = 0, at = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        rows[at++] = (float) sourceRow(row, col);
      }
    }
    return rows;
  }

  /** {@link #sourceCol} of all output pixels, {@code height * width} values, row by row. */
  public float[] sourceCols() {
    float[] cols = new float[height * width];
    for (int row = 0, at = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        cols[at++] = (float) sourceCol(row, col);
      }
    }
    return cols;
  }

  /**
   * The plain reference transform: bilinear, taps outside the tile count as 0, values rounded to
   * the nearest of 0..255. Double precision and no tricks: what faster transforms are checked
   * against.
   *
   * @param tile {@code side x side} pixels, north up; not changed
   * @return a new image of {@code height x width} pixels
   * @throws IllegalArgumentException if the tile is not {@code side x side}
   */
  public BgrImage transform(BgrImage tile) {
    if (tile.height() != side || tile.width() != side) {
      throw new IllegalArgumentException(
          "This polar map is for tiles of %d x %d pixels, got %d x %d"
              .formatted(side, side, tile.height(), tile.width()));
    }
    byte[] out = new byte[height * width * CHANNELS];
    for (int row = 0, at = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        double sourceRow = sourceRow(row, col);
        double sourceCol = sourceCol(row, col);
        for (int channel = 0; channel < CHANNELS; channel++) {
          out[at++] = (byte) Math.round(bilinear(tile.bgr(), sourceRow, sourceCol, channel));
        }
      }
    }
    return new BgrImage(height, width, out);
  }

  private double bilinear(byte[] bgr, double row, double col, int channel) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(col);
    double down = row - top;
    double right = col - left;
    return (1 - down) * (1 - right) * tap(bgr, top, left, channel)
        + (1 - down) * right * tap(bgr, top, left + 1, channel)
        + down * (1 - right) * tap(bgr, top + 1, left, channel)
        + down * right * tap(bgr, top + 1, left + 1, channel);
  }

  private int tap(byte[] bgr, int row, int col, int channel) {
    boolean inside = row >= 0 && row < side && col >= 0 && col < side;
    return inside ? Byte.toUnsignedInt(bgr[(row * side + col) * CHANNELS + channel]) : 0;
  }
}
