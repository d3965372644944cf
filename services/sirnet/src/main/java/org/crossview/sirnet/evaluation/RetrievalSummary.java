package org.crossview.sirnet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well queries find their tile, each figure with its 95 % interval.
 *
 * @param gallery number of tiles
 * @param onePercent K of {@code r1percent}
 * @param queries number of queries
 * @param steps recall of each refinement step, first step first
 * @param adaptive recall when every query halts by itself
 * @param meanSteps where queries halt on average, 1..T
 * @param histogram number of queries that halt at each step
 * @param oracle r@1 if every query halted at the step that suits it best
 * @param pessimistic r@1 of the adaptive steps when a tie counts against the truth
 * @param bestStep the static step of the highest r@1, from 1; the earlier one of equals
 * @param gain r@1 of the adaptive steps less that of the best static step, paired
 */
public record RetrievalSummary(
    int gallery,
    int onePercent,
    int queries,
    List<Recalls> steps,
    Recalls adaptive,
    Interval meanSteps,
    List<Integer> histogram,
    Interval oracle,
    Interval pessimistic,
    int bestStep,
    Interval gain) {

  /** Fractions 0..1 of the queries whose tile is among the K nearest, ties counting for it. */
  public record Recalls(Interval r1, Interval r5, Interval r10, Interval r1percent) {
    private static Recalls of(Iterator<Interval> intervals) {
      return new Recalls(intervals.next(), intervals.next(), intervals.next(), intervals.next());
    }
  }

  /**
   * Summarises what queries found.
   *
   * @param outcomes at least one, all of the same number of steps
   * @param gallery number of tiles, at least 1
   * @param onePercent K of r@1 %, at least 1
   */
  public static RetrievalSummary of(
      List<QueryOutcome> outcomes, int gallery, int onePercent, Bootstrap bootstrap) {
    Recall recall = Recall.of(outcomes, gallery, onePercent);
    int best = bestStep(recall);
    List<double[]> statistics = new ArrayList<>();
    for (int t = 0; t < recall.perStep().size(); t++) {
      int step = t;
      addRecalls(statistics, outcomes, onePercent, o -> o.ranks().get(step));
    }
    addRecalls(statistics, outcomes, onePercent, QueryOutcome::adaptive);
    statistics.add(values(outcomes, QueryOutcome::step));
    statistics.add(values(outcomes, o -> one(o.isOracleHit())));
    statistics.add(values(outcomes, o -> one(o.adaptive().isSurelyWithin(1))));
    statistics.add(
        values(
            outcomes,
            o -> one(o.adaptive().isWithin(1)) - one(o.ranks().get(best - 1).isWithin(1))));
    Iterator<Interval> intervals = bootstrap.intervals(statistics).iterator();
    List<Recalls> steps = new ArrayList<>();
    for (int t = 0; t < recall.perStep().size(); t++) {
      steps.add(Recalls.of(intervals));
    }
    return new RetrievalSummary(
        gallery,
        onePercent,
        outcomes.size(),
        List.copyOf(steps),
        Recalls.of(intervals),
        intervals.next(),
        recall.halted(),
        intervals.next(),
        intervals.next(),
        best,
        intervals.next());
  }

  /**
   * The adaptive r@1 of one model less that of another on the same queries, paired.
   *
   * @param outcomes of the one
   * @param others of the other, in the same order of queries
   */
  public static Interval difference(
      List<QueryOutcome> outcomes, List<QueryOutcome> others, Bootstrap bootstrap) {
    if (outcomes.size() != others.size()) {
      throw new IllegalArgumentException(
          "Only outcomes of the same queries can be paired, got %d and %d"
              .formatted(outcomes.size(), others.size()));
    }
    double[] differences = new double[outcomes.size()];
    Arrays.setAll(
        differences,
        i ->
            one(outcomes.get(i).adaptive().isWithin(1))
                - one(others.get(i).adaptive().isWithin(1)));
    return bootstrap.intervals(List.of(differences)).getFirst();
  }

  /**
   * The curve of r@K (SIRNet, Fig. 7).
   *
   * @param ranks of all queries, at least one
   * @param largest K
   * @return fractions 0..1 for K = 1..largest
   */
  public static double[] curve(List<Rank> ranks, int largest) {
    double[] recall = new double[largest];
    for (int k = 1; k <= largest; k++) {
      int within = k;
      long hits = ranks.stream().filter(rank -> rank.isWithin(within)).count();
      recall[k - 1] = (double) hits / ranks.size();
    }
    return recall;
  }

  private static int bestStep(Recall recall) {
    int best = 1;
    for (int t = 2; t <= recall.perStep().size(); t++) {
      if (recall.perStep().get(t - 1).at1() > recall.perStep().get(best - 1).at1()) {
        best = t;
      }
    }
    return best;
  }

  private interface RankOf {
    Rank of(QueryOutcome outcome);
  }

  private static void addRecalls(
      List<double[]> statistics, List<QueryOutcome> outcomes, int onePercent, RankOf rank) {
    for (int k : new int[] {1, 5, 10, onePercent}) {
      statistics.add(values(outcomes, o -> one(rank.of(o).isWithin(k))));
    }
  }

  private static double[] values(
      List<QueryOutcome> outcomes, ToDoubleFunction<QueryOutcome> value) {
    return outcomes.stream().mapToDouble(value).toArray();
  }

  private static double one(boolean hit) {
    return hit ? 1 : 0;
  }
}
