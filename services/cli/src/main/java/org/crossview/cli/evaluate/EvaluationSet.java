package org.crossview.cli.evaluate;

import java.util.OptionalDouble;
import org.crossview.sirnet.evaluation.AnswerKey;

/** Queries, a gallery, and which tile is right for which query. Safe for several threads. */
public interface EvaluationSet extends AnswerKey {
  /** In words, for the report. */
  String name();

  /** Number of tiles. */
  int tiles();

  /** Number of queries. */
  int queries();

  /** A tile for a person to find, such as its path. */
  String tileName(int tile);

  /** A query for a person to find, such as its path. */
  String queryName(int query);

  /** A tile: JPEG or PNG, square, north up. */
  byte[] tile(int tile);

  /** The panorama of a query. */
  Photograph query(int query);

  /**
   * How far a tile's centre is from where a query was taken, metres; from the right tile's centre
   * where that is all that is known. Empty where there are no positions.
   */
  default OptionalDouble metres(int query, int tile) {
    return OptionalDouble.empty();
  }
}
