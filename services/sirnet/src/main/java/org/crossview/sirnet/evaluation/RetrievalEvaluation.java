package org.crossview.sirnet.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.crossview.core.halting.DistanceKind;
import org.crossview.core.halting.StepEstimation;
import org.crossview.core.search.Distances;

/** Ranks queries in a gallery by the L2 distance of their descriptors (SIRNet, section IV-A). */
public final class RetrievalEvaluation {
  private RetrievalEvaluation() {}

  /**
   * Ranks every query in the gallery, at every step and at the step where it halts.
   *
   * @param queries [N][T][D], rows of length 1
   * @param gallery [M][T][D]; query i belongs to tile i, M at least N
   */
  public static Recall oneToOne(float[][][] queries, float[][][] gallery) {
    return evaluate(queries, gallery, (query, tile) -> query == tile);
  }

  /** Which tiles are right answers. */
  public interface Truth {
    /** Whether the tile is a right answer to the query. */
    boolean isHit(int query, int tile);
  }

  /**
   * Ranks for every query the nearest of its right answers, at every step and at the step where the
   * query halts.
   *
   * @param queries [N][T][D], rows of length 1
   * @param gallery [M][T][D], M at least N
   * @param truth at least one right answer to each query, which is tile i for query i where there
   *     is no other
   */
  public static Recall evaluate(float[][][] queries, float[][][] gallery, Truth truth) {
    int n = queries.length;
    int m = gallery.length;
    if (n == 0 || m < n) {
      throw new IllegalArgumentException(
          "Evaluation needs at least 1 query and a tile for each, got %d queries and %d tiles"
              .formatted(n, m));
    }
    int steps = queries[0].length;
    var estimation = new StepEstimation(DistanceKind.L2);
    Rank[][] ranks = new Rank[steps][n];
    Rank[] adaptive = new Rank[n];
    int[] halted = new int[steps];
    float[] distances = new float[m];
    for (int i = 0; i < n; i++) {
      List<double[]> nearest = new ArrayList<>();
      for (int t = 0; t < steps; t++) {
        for (int j = 0; j < m; j++) {
          float[] query = queries[i][t];
          distances[j] = Distances.squaredL2(query, 0, gallery[j][t], 0, query.length);
        }
        ranks[t][i] = rank(distances, i, truth);
        nearest.add(twoNearest(distances));
      }
      int step = estimation.choose(nearest).step();
      halted[step - 1]++;
      adaptive[i] = ranks[step - 1][i];
    }
    List<Recall.AtK> perStep = new ArrayList<>();
    for (Rank[] step : ranks) {
      perStep.add(Recall.AtK.of(step, m));
    }
    List<Integer> histogram = new ArrayList<>();
    for (int count : halted) {
      histogram.add(count);
    }
    return new Recall(n, m, perStep, Recall.AtK.of(adaptive, m), histogram);
  }

  private static Rank rank(float[] distances, int query, Truth truth) {
    float right = Float.POSITIVE_INFINITY;
    for (int j = 0; j < distances.length; j++) {
      if (distances[j] < right && truth.isHit(query, j)) {
        right = distances[j];
      }
    }
    int nearer = 0;
    int nearerOrEqual = 0;
    for (int j = 0; j < distances.length; j++) {
      if (distances[j] <= right && !truth.isHit(query, j)) {
        nearer += distances[j] < right ? 1 : 0;
        nearerOrEqual++;
      }
    }
    return new Rank(nearer, nearerOrEqual);
  }

  /** The two smallest L2 distances, nearest first; one if there is one tile. */
  private static double[] twoNearest(float[] squared) {
    float first = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    for (float value : squared) {
      if (value < first) {
        second = first;
        first = value;
      } else if (value < second) {
        second = value;
      }
    }
    return squared.length == 1
        ? new double[] {Math.sqrt(first)}
        : new double[] {Math.sqrt(first), Math.sqrt(second)};
  }
}
