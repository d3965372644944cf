package org.crossview.cli.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the gallery answers to a query, at the step where the query halts.
 *
 * @param query its number in the set
 * @param name for a person to find, such as its path
 * @param step where it halts, 1..T
 * @param first the nearest tiles, nearest first, at least one
 * @param truth the nearest right tile; empty where none is known
 */
record Answer(int query, String name, int step, List<Found> first, Optional<Found> truth) {
  /**
   * A tile among the answers.
   *
   * @param tile its number in the set
   * @param name for a person to find, such as its path
   * @param rank 1 for the nearest
   * @param distance L2 between unit descriptors, 0..2
   * @param metres from where the query was taken, or from the right tile; empty if not known
   * @param right whether it is a right answer
   */
  record Found(
      int tile, String name, int rank, double distance, OptionalDouble metres, boolean right) {}

  /** Whether the nearest tile is right. */
  boolean isRight() {
    return first.getFirst().right();
  }

  /** The truth, where it is not among the nearest tiles that are shown. */
  Optional<Found> missedTruth() {
    return truth.filter(t -> first.stream().noneMatch(f -> f.tile() == t.tile()));
  }
}
