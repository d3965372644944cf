package org.crossview.sirnet.evaluation;

/** Which tiles are right answers. */
public interface AnswerKey {
  /** Whether the tile is a right answer to the query. */
  boolean isHit(int query, int tile);

  /**
   * Whether two tiles show the same place. Step estimation counts such tiles once: their equal
   * distances would look as if the query could not tell two places apart.
   */
  default boolean isSamePlace(int tile, int other) {
    return tile == other;
  }
}
