package org.crossview.sirnet.training;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on what they are for and not on what was drawn before: the pairs, the
 * augmentation and the dropout of a step are the same whether the run was interrupted or not.
 */
final class Seeds {
  private Seeds() {}

  static SplittableRandom random(long seed, long purpose, long index) {
    return new SplittableRandom(mix(mix(seed + 0x9E3779B97F4A7C15L * purpose) + index));
  }

  private static long mix(long z) {
    // The finalizer of SplitMix64.
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
