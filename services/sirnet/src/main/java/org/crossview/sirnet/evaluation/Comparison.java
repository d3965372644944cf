package org.crossview.sirnet.evaluation;

/** How queries are compared with the tiles of a gallery. Safe for several threads. */
public interface Comparison {
  /** Number of queries. */
  int queries();

  /** Number of tiles. */
  int tiles();

  /** Refinement steps T. */
  int steps();

  /**
   * Compares neighbouring queries with all tiles.
   *
   * @param step from 0
   * @param from the first query
   * @param squared [queries][tiles], gets the squared L2 distances, each at least 0; its length
   *     says how many queries
   */
  void compare(int step, int from, float[][] squared);
}
