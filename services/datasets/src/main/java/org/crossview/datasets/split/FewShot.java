package org.crossview.datasets.split;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A fraction of the pairs to train on (SIRNet, Table VIII): the same seed gives the same pairs, and
 * a smaller fraction of a seed is a part of a larger one.
 */
public final class FewShot {
  private FewShot() {}

  /**
   * Draws pairs.
   *
   * @param pairs number of pairs
   * @param fraction above 0, at most 1
   * @return floor(fraction * pairs) different indices, at least one, ascending
   * @throws IllegalArgumentException if the fraction is out of range
   */
  public static int[] draw(int pairs, double fraction, long seed) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "A fraction of the pairs is above 0 and at most 1, got " + fraction);
    }
    // A little more, as 0.29 * 100 is 28.999... in binary.
    return draw(pairs, Math.max(1, (int) Math.floor(fraction * pairs + 1e-9)), seed);
  }

  /**
   * Draws so many pairs, or all where there are not more.
   *
   * @return different indices, ascending
   */
  public static int[] draw(int pairs, int count, long seed) {
    int[] drawn = Arrays.copyOf(shuffled(pairs, seed), Math.min(count, pairs));
    Arrays.sort(drawn);
    return drawn;
  }

  /** All indices in an order that the seed draws. */
  public static int[] shuffled(int pairs, long seed) {
    int[] indices = new int[pairs];
    Arrays.setAll(indices, i -> i);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < pairs - 1; i++) {
      int other = i + random.nextInt(pairs - i);
      int held = indices[i];
      indices[i] = indices[other];
      indices[other] = held;
    }
    return indices;
  }
}
