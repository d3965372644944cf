package org.crossview.sirnet.evaluation;

import java.util.List;

/**
 * How a query fared.
 *
 * @param ranks of the nearest right tile at each refinement step, first step first
 * @param first the nearest tile at each step
 * @param right the nearest right tile at each step; -1 where the gallery has none
 * @param step where the query halts by itself, 1..T
 */
public record QueryOutcome(List<Rank> ranks, List<Integer> first, List<Integer> right, int step) {
  /** The rank at the step where the query halts. */
  public Rank adaptive() {
    return ranks.get(step - 1);
  }

  /** Whether the right tile comes first at any step: what the best choice of the step could do. */
  public boolean isOracleHit() {
    return ranks.stream().anyMatch(rank -> rank.isWithin(1));
  }
}
