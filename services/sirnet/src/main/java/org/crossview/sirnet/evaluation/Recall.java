package org.crossview.sirnet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well queries find their tile.
 *
 * @param queries number of queries
 * @param gallery number of tiles
 * @param perStep recall of each refinement step, first step first
 * @param adaptive recall when every query halts by itself
 * @param halted number of queries that halted at each step
 */
public record Recall(
    int queries, int gallery, List<AtK> perStep, AtK adaptive, List<Integer> halted) {

  /** K of r@1 %: floor(gallery / 100), at least 1. */
  public static int onePercent(int gallery) {
    return Math.max(1, gallery / 100);
  }

  /**
   * Counts what queries found.
   *
   * @param outcomes at least one, all of the same number of steps
   */
  public static Recall of(List<QueryOutcome> outcomes, int gallery) {
    return of(outcomes, gallery, onePercent(gallery));
  }

  /**
   * Counts what queries found, where the protocol sets K of r@1 %.
   *
   * @param outcomes at least one, all of the same number of steps
   * @param onePercent K of r@1 %, at least 1
   */
  public static Recall of(List<QueryOutcome> outcomes, int gallery, int onePercent) {
    int steps = outcomes.getFirst().ranks().size();
    List<AtK> perStep = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      int step = t;
      perStep.add(
          AtK.of(outcomes.stream().map(o -> o.ranks().get(step)).toArray(Rank[]::new), onePercent));
    }
    Integer[] halted = new Integer[steps];
    Arrays.fill(halted, 0);
    outcomes.forEach(o -> halted[o.step() - 1]++);
    Rank[] adaptive = outcomes.stream().map(QueryOutcome::adaptive).toArray(Rank[]::new);
    return new Recall(
        outcomes.size(), gallery, perStep, AtK.of(adaptive, onePercent), List.of(halted));
  }

  /**
   * Fractions 0..1 of the queries whose tile is among the K nearest.
   *
   * @param onePercent K that {@code atOnePercent} counts
   * @param pessimisticAt1 recall at 1 when a tie counts against the truth
   */
  public record AtK(
      double at1,
      double at5,
      double at10,
      double atOnePercent,
      int onePercent,
      double pessimisticAt1) {
    static AtK of(Rank[] ranks, int onePercent) {
      int[] hits = new int[5];
      for (Rank rank : ranks) {
        hits[0] += rank.isWithin(1) ? 1 : 0;
        hits[1] += rank.isWithin(5) ? 1 : 0;
        hits[2] += rank.isWithin(10) ? 1 : 0;
        hits[3] += rank.isWithin(onePercent) ? 1 : 0;
        hits[4] += rank.isSurelyWithin(1) ? 1 : 0;
      }
      double n = ranks.length;
      return new AtK(hits[0] / n, hits[1] / n, hits[2] / n, hits[3] / n, onePercent, hits[4] / n);
    }
  }
}
