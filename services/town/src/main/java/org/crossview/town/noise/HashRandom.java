package org.crossview.town.noise;

/**
 * A small generator of random numbers whose sequence depends on its key alone (SplitMix64), so that
 * a town is the same on every machine and each part of it can be made without the others.
 */
public final class HashRandom {
  private long state;

  public HashRandom(long seed, long... keys) {
    long h = mix(seed);
    for (long key : keys) {
      h = mix(h ^ (key * 0x9E3779B97F4A7C15L));
    }
    state = h;
  }

  /** Scrambles 64 bits (the finalizer of SplitMix64). */
  public static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number in 0..1 (exclusive) that depends on the two keys alone. */
  public static float unit(long a, long b) {
    return (mix(a * 0x9E3779B97F4A7C15L ^ b) >>> 40) * 0x1p-24f;
  }

  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  /** Uniform in 0..1 (exclusive). */
  public double next() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in {@code low..high}. */
  public double between(double low, double high) {
    return low + (high - low) * next();
  }

  /** Uniform in {@code 0..bound - 1}. */
  public int below(int bound) {
    return (int) (next() * bound);
  }

  public boolean chance(double probability) {
    return next() < probability;
  }

  /** Roughly normal with mean 0 and deviation 1, in -3..3. */
  public double bell() {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += next();
    }
    return (sum - 2) * 1.732;
  }

  @SafeVarargs
  public final <T> T pick(T... values) {
    return values[below(values.length)];
  }

  public int pickColour(int[] colours) {
    return colours[below(colours.length)];
  }
}
