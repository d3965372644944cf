package org.crossview.cli.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.crossview.datasets.split.Omission;

/** A set whose gallery also holds tiles of elsewhere, where no query was taken (Fig. 10). */
public record WithDistractors(EvaluationSet set, TileSet distractors) implements EvaluationSet {
  @Override
  public String name() {
    return "%s, with %d tiles of %s".formatted(set.name(), distractors.tiles(), distractors.name());
  }

  @Override
  public int tiles() {
    return set.tiles() + distractors.tiles();
  }

  @Override
  public int queries() {
    return set.queries();
  }

  @Override
  public String tileName(int tile) {
    return isDistractor(tile) ? distractors.tileName(own(tile)) : set.tileName(tile);
  }

  @Override
  public String queryName(int query) {
    return set.queryName(query);
  }

  @Override
  public byte[] tile(int tile) {
    return isDistractor(tile) ? distractors.tile(own(tile)) : set.tile(tile);
  }

  @Override
  public Photograph query(int query) {
    return set.query(query);
  }

  @Override
  public boolean isHit(int query, int tile) {
    return !isDistractor(tile) && set.isHit(query, tile);
  }

  @Override
  public OptionalDouble metres(int query, int tile) {
    return isDistractor(tile) ? OptionalDouble.empty() : set.metres(query, tile);
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    if (isDistractor(tile) != isDistractor(other)) {
      return false;
    }
    return isDistractor(tile)
        ? distractors.isSamePlace(own(tile), own(other))
        : set.isSamePlace(tile, other);
  }

  @Override
  public List<Omission> missing() {
    return Stream.concat(set.missing().stream(), distractors.missing().stream()).toList();
  }

  @Override
  public OptionalInt publishedOnePercent() {
    return set.publishedOnePercent();
  }

  @Override
  public int[] tilesOf(int query) {
    return set.tilesOf(query);
  }

  @Override
  public boolean isPaired() {
    return set.isPaired();
  }

  private boolean isDistractor(int tile) {
    return tile >= set.tiles();
  }

  private int own(int tile) {
    return tile - set.tiles();
  }
}
