package org.crossview.cli.ablate.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.crossview.cli.ablate.list.Measure;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.Rank;

/**
 * What one run gave; {@code result.json} in its folder.
 *
 * @param run name of the configuration
 * @param seed of the training
 * @param steps trained
 * @param exportedStep of the weights that were tested
 * @param secondsPerStep at the end of the training
 * @param shape of the network
 * @param losses of every step in a smoke run; else of those that metrics.jsonl has
 * @param tested what the tests were; other tests need another result
 * @param tests by name; none of a smoke run
 */
public record RunResult(
    String run,
    long seed,
    int steps,
    long exportedStep,
    double secondsPerStep,
    Shape shape,
    List<Double> losses,
    String tested,
    Map<String, TestResult> tests) {

  /**
   * The size of a network.
   *
   * @param ground input, height x width
   * @param aerial input, height x width
   * @param steps T
   * @param descriptor values of a step's descriptor
   * @param parameters of both branches
   * @param multiplyAdds of both branches, for one pair
   */
  public record Shape(
      String ground,
      String aerial,
      int steps,
      int descriptor,
      long parameters,
      long multiplyAdds) {}

  /**
   * What a test found.
   *
   * @param set in words
   * @param gallery number of tiles
   * @param onePercent K of r@1 %
   * @param ranks [query][step], from 0: tiles nearer than the right one, or as near, so that
   *     collapsed descriptors find nothing
   * @param halted where each query halts, from 1
   */
  public record TestResult(String set, int gallery, int onePercent, int[][] ranks, int[] halted) {
    static TestResult of(String set, int gallery, int onePercent, List<QueryOutcome> outcomes) {
      return new TestResult(
          set,
          gallery,
          onePercent,
          outcomes.stream()
              .map(o -> o.ranks().stream().mapToInt(Rank::nearerOrEqual).toArray())
              .toArray(int[][]::new),
          outcomes.stream().mapToInt(QueryOutcome::step).toArray());
    }

    /** K of the four columns r@1, r@5, r@10 and r@1 %. */
    public int k(int column) {
      return List.of(1, 5, 10, onePercent).get(column);
    }

    /** r@K, a fraction. */
    public double recall(Measure measure, int k) {
      return Arrays.stream(hits(measure, k)).average().orElseThrow();
    }

    /** [query]: 1 where fewer than K tiles are nearer than the right one or as near, else 0. */
    public double[] hits(Measure measure, int k) {
      return Arrays.stream(measure.ranks(ranks, halted))
          .mapToDouble(rank -> rank < k ? 1 : 0)
          .toArray();
    }
  }

  /** Losses at either end that are averaged to see whether the loss falls. */
  private static final int ENDS = 5;

  /** Mean of the first losses. */
  public double firstLoss() {
    return mean(losses.subList(0, Math.min(ENDS, losses.size())));
  }

  /** Mean of the last losses. */
  public double lastLoss() {
    return mean(losses.subList(Math.max(0, losses.size() - ENDS), losses.size()));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
