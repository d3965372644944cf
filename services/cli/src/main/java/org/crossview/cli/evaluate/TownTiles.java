package org.crossview.cli.evaluate;

import org.crossview.cli.town.TownFolder;
import org.crossview.town.Town;

/** The tiles of a town, as a gallery of the demo has them. */
public record TownTiles(Town town) implements TileSet {
  @Override
  public String name() {
    return "town " + town.settings().seed();
  }

  @Override
  public int tiles() {
    return town.tiles().size();
  }

  @Override
  public String tileName(int tile) {
    return town.tiles().get(tile).id();
  }

  @Override
  public byte[] tile(int tile) {
    return TownFolder.tile(town, town.tiles().get(tile));
  }
}
