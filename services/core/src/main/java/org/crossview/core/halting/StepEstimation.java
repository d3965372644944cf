package org.crossview.core.halting;

import java.util.Arrays;
import java.util.List;

/**
 * Adaptive step estimation: Algorithm 1 of the SIRNet paper.
 *
 * <p>Let d1 &lt;= d2 be the two smallest distances of the query to the gallery at step t. Then C_t
 * = -softmax(d1, d2)[0] = -e^d1 / (e^d1 + e^d2). The algorithm halts at step t if C_t &gt; C_{t+1},
 * else it goes on, and at the last step T it returns T. Ties go on. The paper's sentence of a
 * "minimum value of the negative softmax" would invert the rule; the pseudo-code is followed.
 */
public final class StepEstimation {
  private final DistanceKind kind;

  public StepEstimation(DistanceKind kind) {
    this.kind = kind;
  }

  /**
   * Chooses the step.
   *
   * @param distances for each of the steps 1..T the L2 distances to distinct places (see {@link
   *     Places}), nearest first, at least one, each at least 0; only the first two are read. A step
   *     with a single distance has C = -1, so that a gallery of one tile runs to T
   * @throws EmptyGalleryException if a step has no distance at all
   * @throws IllegalArgumentException if there is no step, or the first two distances of one are
   *     NaN, infinite, negative or not in ascending order
   */
  public Halting choose(List<double[]> distances) {
    if (distances.isEmpty()) {
      throw new IllegalArgumentException(
          "Step estimation needs the distances of at least one step");
    }
    int last = distances.size();
    double[] confidences = new double[last];
    confidences[0] = confidence(1, distances.getFirst());
    int step = 1;
    while (step < last) {
      confidences[step] = confidence(step + 1, distances.get(step));
      if (confidences[step - 1] > confidences[step]) {
        break;
      }
      step++;
    }
    return new Halting(step, Arrays.copyOf(confidences, step));
  }

  /** C_t of one step. */
  private double confidence(int step, double[] distances) {
    if (distances.length == 0) {
      throw new EmptyGalleryException(
          "The gallery holds no tile to compare with at step %d".formatted(step));
    }
    double first = checked(step, distances[0]);
    if (distances.length == 1) {
      return -1;
    }
    double second = checked(step, distances[1]);
    if (second < first) {
      throw new IllegalArgumentException(
          "Distances must come nearest first; those of step %d begin with %s, %s"
              .formatted(step, first, second));
    }
    return -1 / (1 + Math.exp(kind.of(second) - kind.of(first)));
  }

  private static double checked(int step, double distance) {
    if (!(distance >= 0 && distance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Distances must be finite and at least 0; step %d has %s".formatted(step, distance));
    }
    return distance;
  }
}
