package org.crossview.cli.explain;

import java.util.List;
import java.util.OptionalDouble;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.Photograph;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.split.Omission;

/** A set of which only some queries are asked. */
record Chosen(EvaluationSet set, List<Integer> numbers) implements EvaluationSet {
  /**
   * @param numbers of queries, from 0
   * @throws UserErrorException if the set has no such query
   */
  static Chosen of(EvaluationSet set, List<Integer> numbers) {
    for (int number : numbers) {
      if (number < 0 || number >= set.queries()) {
        throw new UserErrorException(
            "--query %d is not there: %s has the queries 0 to %d"
                .formatted(number, set.name(), set.queries() - 1));
      }
    }
    return new Chosen(set, List.copyOf(numbers));
  }

  @Override
  public String name() {
    return set.name();
  }

  @Override
  public int tiles() {
    return set.tiles();
  }

  @Override
  public int queries() {
    return numbers.size();
  }

  @Override
  public String tileName(int tile) {
    return set.tileName(tile);
  }

  @Override
  public String queryName(int query) {
    return set.queryName(numbers.get(query));
  }

  @Override
  public byte[] tile(int tile) {
    return set.tile(tile);
  }

  @Override
  public Photograph query(int query) {
    return set.query(numbers.get(query));
  }

  @Override
  public OptionalDouble metres(int query, int tile) {
    return set.metres(numbers.get(query), tile);
  }

  @Override
  public boolean isHit(int query, int tile) {
    return set.isHit(numbers.get(query), tile);
  }

  @Override
  public List<Omission> missing() {
    return set.missing();
  }

  @Override
  public int[] tilesOf(int query) {
    return set.tilesOf(numbers.get(query));
  }

  @Override
  public boolean isPaired() {
    return set.isPaired();
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    return set.isSamePlace(tile, other);
  }
}
