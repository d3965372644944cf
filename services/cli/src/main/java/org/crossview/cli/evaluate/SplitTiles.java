package org.crossview.cli.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.crossview.core.halting.Places;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Split;

/** The tiles of a part of a data set. */
record SplitTiles(Split split) implements TileSet {
  @Override
  public String name() {
    return split.name();
  }

  @Override
  public int tiles() {
    return split.tiles().size();
  }

  @Override
  public String tileName(int tile) {
    return split.tiles().get(tile).file().toString();
  }

  @Override
  public byte[] tile(int tile) {
    return bytes(split.tiles().get(tile).file());
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    if (tile == other) {
      return true;
    }
    Optional<Place> one = split.tiles().get(tile).place();
    Optional<Place> two = split.tiles().get(other).place();
    return one.isPresent()
        && two.isPresent()
        && one.get().metresTo(two.get()) <= Places.SAME_PLACE_METRES;
  }

  @Override
  public List<Omission> missing() {
    return split.missing();
  }
}
