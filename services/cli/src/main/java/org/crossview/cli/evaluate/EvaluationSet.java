package org.crossview.cli.evaluate;

import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.crossview.sirnet.evaluation.AnswerKey;

/** Queries, a gallery, and which tile is right for which query. Safe for several threads. */
public interface EvaluationSet extends TileSet, AnswerKey {
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

  /**
   * How far a tile's centre is from where a query was taken, metres; from the right tile's centre
   * where that is all that is known. Empty where there are no positions.
   */
  default OptionalDouble metres(int query, int tile) {
    return OptionalDouble.empty();
  }

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
