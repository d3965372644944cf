package org.crossview.town.scene;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The material of the ground as a raster, painted from polygons in their order. Squares of the
 * raster are painted when first looked up, so that a large town costs memory only where pictures
 * are taken; they are dropped again where memory is short. Safe for several threads: two threads
 * may paint the same square, with the same result.
 */
public final class GroundMap {
  /** The side of a raster cell, metres. */
  public static final double CELL = 0.125;

  private static final int CHUNK = 256;
  private static final double CHUNK_METRES = CHUNK * CELL;

  private final double originX;
  private final double originY;
  private final int columns;
  private final int rows;
  private final AtomicReferenceArray<SoftReference<byte[]>> chunks;
  private final Map<Integer, List<Patch>> patches;

  private GroundMap(
      double originX, double originY, int columns, int rows, Map<Integer, List<Patch>> patches) {
    this.originX = originX;
    this.originY = originY;
    this.columns = columns;
    this.rows = rows;
    this.patches = patches;
    this.chunks = new AtomicReferenceArray<>(columns * rows);
  }

  private record Patch(double[] xs, double[] ys, byte ground) {}

  /** The material's code at a point; outside the painted area it is meadow. */
  public byte at(double x, double y) {
    double fx = (x - originX) * (1 / CELL);
    double fy = (y - originY) * (1 / CELL);
    if (fx < 0 || fy < 0) {
      return Ground.MEADOW.code();
    }
    int ix = (int) fx;
    int iy = (int) fy;
    int cx = ix / CHUNK;
    int cy = iy / CHUNK;
    if (cx >= columns || cy >= rows) {
      return Ground.MEADOW.code();
    }
    SoftReference<byte[]> kept = chunks.getAcquire(cy * columns + cx);
    byte[] chunk = kept == null ? null : kept.get();
    if (chunk == null) {
      chunk = chunk(cx, cy);
    }
    return chunk[(iy & (CHUNK - 1)) * CHUNK + (ix & (CHUNK - 1))];
  }

  private byte[] chunk(int cx, int cy) {
    int index = cy * columns + cx;
    byte[] chunk = paint(index, originX + cx * CHUNK_METRES, originY + cy * CHUNK_METRES);
    chunks.set(index, new SoftReference<>(chunk));
    return chunk;
  }

  private byte[] paint(int index, double x0, double y0) {
    byte[] out = new byte[CHUNK * CHUNK];
    java.util.Arrays.fill(out, Ground.MEADOW.code());
    double[] crossings = new double[64];
    for (Patch patch : patches.getOrDefault(index, List.of())) {
      paint(out, patch, x0, y0, crossings);
    }
    return out;
  }

  private static void paint(byte[] out, Patch patch, double x0, double y0, double[] crossings) {
    double[] xs = patch.xs;
    double[] ys = patch.ys;
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (double y : ys) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    int from = Math.max(0, (int) Math.ceil((low - y0) / CELL - .5));
    int to = Math.min(CHUNK - 1, (int) Math.floor((high - y0) / CELL - .5));
    for (int row = from; row <= to; row++) {
      double y = y0 + (row + .5) * CELL;
      int n = 0;
      for (int i = 0, j = xs.length - 1; i < xs.length && n < crossings.length; j = i++) {
        if ((ys[i] > y) != (ys[j] > y)) {
          crossings[n++] = xs[i] + (y - ys[i]) / (ys[j] - ys[i]) * (xs[j] - xs[i]);
        }
      }
      java.util.Arrays.sort(crossings, 0, n);
      for (int k = 0; k + 1 < n; k += 2) {
        int a = Math.max(0, (int) Math.ceil((crossings[k] - x0) / CELL - .5));
        int b = Math.min(CHUNK - 1, (int) Math.floor((crossings[k + 1] - x0) / CELL - .5));
        for (int col = a; col <= b; col++) {
          out[row * CHUNK + col] = patch.ground;
        }
      }
    }
  }

  /** Collects the polygons of a map. */
  public static final class Builder {
    private final double originX;
    private final double originY;
    private final int columns;
    private final int rows;
    private final Map<Integer, List<Patch>> patches = new HashMap<>();

    public Builder(double minX, double minY, double maxX, double maxY) {
      originX = minX;
      originY = minY;
      columns = (int) Math.ceil((maxX - minX) / CHUNK_METRES);
      rows = (int) Math.ceil((maxY - minY) / CHUNK_METRES);
    }

    /** Paints a polygon over what was painted before. The arrays are kept. */
    public void polygon(Ground ground, double[] xs, double[] ys) {
      double x0 = Double.MAX_VALUE;
      double x1 = -Double.MAX_VALUE;
      double y0 = Double.MAX_VALUE;
      double y1 = -Double.MAX_VALUE;
      for (int i = 0; i < xs.length; i++) {
        x0 = Math.min(x0, xs[i]);
        x1 = Math.max(x1, xs[i]);
        y0 = Math.min(y0, ys[i]);
        y1 = Math.max(y1, ys[i]);
      }
      Patch patch = new Patch(xs, ys, ground.code());
      for (int cy = clamp(y0 - originY, rows); cy <= clamp(y1 - originY, rows); cy++) {
        for (int cx = clamp(x0 - originX, columns); cx <= clamp(x1 - originX, columns); cx++) {
          patches.computeIfAbsent(cy * columns + cx, k -> new ArrayList<>()).add(patch);
        }
      }
    }

    private static int clamp(double metres, int count) {
      return Math.max(0, Math.min(count - 1, (int) Math.floor(metres / CHUNK_METRES)));
    }

    /** Paints a rectangle given by its centre, first axis and half sides. */
    public void rectangle(
        Ground ground, double x, double y, double ux, double uy, double halfU, double halfV) {
      double ax = ux * halfU;
      double ay = uy * halfU;
      double bx = -uy * halfV;
      double by = ux * halfV;
      polygon(
          ground,
          new double[] {x - ax - bx, x + ax - bx, x + ax + bx, x - ax + bx},
          new double[] {y - ay - by, y + ay - by, y + ay + by, y - ay + by});
    }

    /** Paints a disc as a polygon of twenty corners. */
    public void disc(Ground ground, double x, double y, double radius) {
      double[] xs = new double[20];
      double[] ys = new double[20];
      for (int i = 0; i < 20; i++) {
        double a = 2 * Math.PI * i / 20;
        xs[i] = x + radius * StrictMath.cos(a);
        ys[i] = y + radius * StrictMath.sin(a);
      }
      polygon(ground, xs, ys);
    }

    public GroundMap build() {
      return new GroundMap(originX, originY, columns, rows, patches);
    }
  }
}
