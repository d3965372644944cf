package org.crossview.core.halting;

/**
 * What Algorithm 1 chose.
 *
 * @param step the refinement step whose descriptors give the final ranking, 1..T
 * @param confidences C_1..C_step, each in [-1, 0); the last one is that of the chosen step
 */
public record Halting(int step, double[] confidences) {
  /** C of the chosen step, in [-0.5, 0), or -1 where there was only one place to compare with. */
  public double confidence() {
    return confidences[step - 1];
  }
}
