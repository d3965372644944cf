package org.crossview.sirnet.evaluation;

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

  /**
   * Fractions 0..1 of the queries whose tile is among the K nearest.
   *
   * @param onePercent K that {@code atOnePercent} counts: floor(gallery / 100), at least 1
   * @param pessimisticAt1 recall at 1 when a tie counts against the truth
   */
  public record AtK(
      double at1,
      double at5,
      double at10,
      double atOnePercent,
      int onePercent,
      double pessimisticAt1) {
    static AtK of(Rank[] ranks, int gallery) {
      int onePercent = Math.max(1, gallery / 100);
      int[] hits = new int[5];
      for (Rank rank : ranks) {
        hits[0] += rank.nearer() < 1 ? 1 : 0;
        hits[1] += rank.nearer() < 5 ? 1 : 0;
        hits[2] += rank.nearer() < 10 ? 1 : 0;
        hits[3] += rank.nearer() < onePercent ? 1 : 0;
        hits[4] += rank.nearerOrEqual() < 1 ? 1 : 0;
      }
      double n = ranks.length;
      return new AtK(hits[0] / n, hits[1] / n, hits[2] / n, hits[3] / n, onePercent, hits[4] / n);
    }
  }
}
