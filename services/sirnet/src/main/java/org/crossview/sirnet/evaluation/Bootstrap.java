package org.crossview.sirnet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap over queries (Efron and Tibshirani 1993, chapter 13): 95 % intervals of
 * means. All statistics see the same resamples, so that a statistic of differences is a paired one.
 */
public final class Bootstrap {
  /** Resamples unless others are asked for. */
  public static final int RESAMPLES = 2000;

  private static final double TAIL = .025;

  private final int resamples;
  private final long seed;

  /**
   * @param resamples at least 40, so that a tail holds one
   * @param seed the same seed gives the same intervals
   */
  public Bootstrap(int resamples, long seed) {
    if (resamples < 40) {
      throw new IllegalArgumentException(
          "A 95 %% interval needs at least 40 resamples, got %d".formatted(resamples));
    }
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * Intervals of the means of several statistics.
   *
   * @param statistics [statistic][query], all of the same number of queries, at least one
   * @return for each statistic
   */
  public List<Interval> intervals(List<double[]> statistics) {
    int queries = statistics.getFirst().length;
    if (queries == 0 || statistics.stream().anyMatch(s -> s.length != queries)) {
      throw new IllegalArgumentException(
          "Statistics must be of the same queries, at least one; got lengths "
              + statistics.stream().map(s -> s.length).toList());
    }
    // Queries that fared alike are one group: a resample is then a count for each group.
    Map<List<Double>, Integer> groups = new LinkedHashMap<>();
    int[] groupOf = new int[queries];
    for (int q = 0; q < queries; q++) {
      int query = q;
      List<Double> values = statistics.stream().map(s -> s[query]).toList();
      groupOf[q] = groups.computeIfAbsent(values, v -> groups.size());
    }
    double[][] means = means(groupOf, List.copyOf(groups.keySet()), statistics.size());
    List<Interval> intervals = new ArrayList<>();
    for (int s = 0; s < means.length; s++) {
      Arrays.sort(means[s]);
      double mean = Arrays.stream(statistics.get(s)).average().orElseThrow();
      intervals.add(new Interval(mean, quantile(means[s], TAIL), quantile(means[s], 1 - TAIL)));
    }
    return intervals;
  }

  /** [statistic][resample]. */
  private double[][] means(int[] groupOf, List<List<Double>> groups, int statistics) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] means = new double[statistics][resamples];
    for (int r = 0; r < resamples; r++) {
      int[] counts = new int[groups.size()];
      for (int i = 0; i < groupOf.length; i++) {
        counts[groupOf[random.nextInt(groupOf.length)]]++;
      }
      for (int s = 0; s < statistics; s++) {
        double sum = 0;
        for (int g = 0; g < counts.length; g++) {
          sum += counts[g] * groups.get(g).get(s);
        }
        means[s][r] = sum / groupOf.length;
      }
    }
    return means;
  }

  /** Of sorted values, linear between neighbours. */
  static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
