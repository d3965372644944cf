package org.crossview.core.search;

import java.util.Objects;

/** Distances of descriptors. */
public final class Distances {
  private Distances() {}

  /**
   * Squared L2 distance in float32, from the differences of the values (not from the inner product,
   * which loses near neighbours to cancellation).
   *
   * @param a holds one descriptor from {@code aOffset}
   * @param b holds the other from {@code bOffset}
   * @param length values of each, at least 0
   * @return at least 0; NaN or infinity only where a value is
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public static float squaredL2(float[] a, int aOffset, float[] b, int bOffset, int length) {
    Objects.checkFromIndexSize(aOffset, length, a.length);
    Objects.checkFromIndexSize(bOffset, length, b.length);
    // Four sums, so that an addition need not wait for the one before it; and smaller errors.
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      float d0 = a[aOffset + i] - b[bOffset + i];
      float d1 = a[aOffset + i + 1] - b[bOffset + i + 1];
      float d2 = a[aOffset + i + 2] - b[bOffset + i + 2];
      float d3 = a[aOffset + i + 3] - b[bOffset + i + 3];
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    for (; i < length; i++) {
      float d = a[aOffset + i] - b[bOffset + i];
      sum0 += d * d;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** L2 distance of two descriptors of equal length; for unit vectors 0..2. */
  public static float l2(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "Descriptors to compare need equal lengths, got %d and %d".formatted(a.length, b.length));
    }
    return (float) Math.sqrt(squaredL2(a, 0, b, 0, a.length));
  }
}
