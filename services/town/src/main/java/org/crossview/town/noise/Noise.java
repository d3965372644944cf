package org.crossview.town.noise;

/** Periodic fractal value noise from a table: a texture lookup costs one memory access. */
public final class Noise {
  private static final int SIDE = 512;
  private static final int MASK = SIDE - 1;
  private static final byte[] FRACTAL = fractal(11, 5, 1);
  private static final byte[] FINE = fractal(29, 2, 0);

  private Noise() {}

  /** Cloudy noise in 0..1 with mean .5: details from 1 to 64 units, period 512 units. */
  public static float cloudy(double x, double y) {
    return value(FRACTAL[((int) Math.floor(y) & MASK) * SIDE + ((int) Math.floor(x) & MASK)]);
  }

  /** Grainy noise in 0..1 with mean .5: details from 1 to 4 units, period 512 units. */
  public static float grainy(double x, double y) {
    return value(FINE[((int) Math.floor(y) & MASK) * SIDE + ((int) Math.floor(x) & MASK)]);
  }

  /** The cloudy noise between its table entries, without steps. */
  public static float smooth(double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    float fx = (float) (x - ix);
    float fy = (float) (y - iy);
    int r0 = (iy & MASK) * SIDE;
    int r1 = ((iy + 1) & MASK) * SIDE;
    int c0 = ix & MASK;
    int c1 = (ix + 1) & MASK;
    int a0 = FRACTAL[r0 + c0] & 0xFF;
    int b0 = FRACTAL[r1 + c0] & 0xFF;
    float a = a0 + ((FRACTAL[r0 + c1] & 0xFF) - a0) * fx;
    float b = b0 + ((FRACTAL[r1 + c1] & 0xFF) - b0) * fx;
    return (a + (b - a) * fy) * (1 / 256f);
  }

  // Bytes, so that both tables fit into the cache of a core.
  private static float value(byte v) {
    return (v & 0xFF) * (1 / 256f);
  }

  private static byte[] fractal(long seed, int octaves, int finest) {
    float[] out = new float[SIDE * SIDE];
    for (int octave = 0; octave < octaves; octave++) {
      int step = 1 << (octave + finest);
      float weight = (float) StrictMath.pow(1.35, octave);
      addLattice(out, seed + octave, step, weight);
    }
    float min = Float.MAX_VALUE;
    float max = -Float.MAX_VALUE;
    for (float v : out) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    // Stretched around the middle: sums of octaves cling to the mean.
    float mid = (min + max) / 2;
    byte[] table = new byte[out.length];
    for (int i = 0; i < out.length; i++) {
      float v = .5f + (out[i] - mid) / (max - min) * 1.4f;
      table[i] = (byte) Math.max(0, Math.min(255, (int) (v * 256)));
    }
    return table;
  }

  private static void addLattice(float[] out, long seed, int step, float weight) {
    int n = SIDE / step;
    for (int y = 0; y < SIDE; y++) {
      int gy = y / step;
      float fy = ease((float) (y % step) / step);
      for (int x = 0; x < SIDE; x++) {
        int gx = x / step;
        float fx = ease((float) (x % step) / step);
        float a = node(seed, gx, gy, n) * (1 - fx) + node(seed, gx + 1, gy, n) * fx;
        float b = node(seed, gx, gy + 1, n) * (1 - fx) + node(seed, gx + 1, gy + 1, n) * fx;
        out[y * SIDE + x] += weight * (a * (1 - fy) + b * fy);
      }
    }
  }

  private static float node(long seed, int x, int y, int n) {
    return HashRandom.unit(seed, (long) (y % n) * 65_537 + x % n);
  }

  private static float ease(float t) {
    return t * t * (3 - 2 * t);
  }
}
