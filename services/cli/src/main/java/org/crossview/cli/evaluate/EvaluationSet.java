package org.crossview.cli.evaluate;

import java.io.UncheckedIOException;
import java.util.OptionalInt;
import org.crossview.sirnet.evaluation.AnswerKey;

/** Queries, a gallery, and which tile is right for which query. Safe for several threads. */
interface EvaluationSet extends TileSet, AnswerKey {
  @Override
  default boolean isSamePlace(int tile, int other) {
    return tile == other;
  }

  /** Number of queries. */
  int queries();

  /** A query for a person to find, such as its path. */
  String queryName(int query);

  /**
   * The panorama of a query.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  Photograph query(int query);

  /** K of r@1 %, where the published protocol sets one. */
  default OptionalInt publishedOnePercent() {
    return OptionalInt.empty();
  }

  /** The tiles without all of which a query is not asked; none: it always is. */
  default int[] tilesOf(int query) {
    return new int[0];
  }

  /** Whether a query that is not asked takes its tile out of the gallery. */
  default boolean isPaired() {
    return false;
  }
}
