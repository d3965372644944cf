package org.crossview.cli.evaluate;

import java.util.OptionalDouble;
import org.crossview.cli.town.TownFolder;
import org.crossview.town.Town;

/** A set whose gallery also holds the tiles of a town where no query was taken (Fig. 10). */
public record WithDistractors(EvaluationSet set, Town town) implements EvaluationSet {
  @Override
  public String name() {
    return "%s, with %d tiles of town %d"
        .formatted(set.name(), town.tiles().size(), town.settings().seed());
  }

  @Override
  public int tiles() {
    return set.tiles() + town.tiles().size();
  }

  @Override
  public int queries() {
    return set.queries();
  }

  @Override
  public String tileName(int tile) {
    return isDistractor(tile) ? town.tiles().get(own(tile)).id() : set.tileName(tile);
  }

  @Override
  public String queryName(int query) {
    return set.queryName(query);
  }

  @Override
  public byte[] tile(int tile) {
    return isDistractor(tile) ? TownFolder.tile(town, town.tiles().get(own(tile))) : set.tile(tile);
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
    return (isDistractor(tile) || isDistractor(other))
        ? tile == other
        : set.isSamePlace(tile, other);
  }

  private boolean isDistractor(int tile) {
    return tile >= set.tiles();
  }

  private int own(int tile) {
    return tile - set.tiles();
  }
}
