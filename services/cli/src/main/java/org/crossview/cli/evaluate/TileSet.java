package org.crossview.cli.evaluate;

import java.io.UncheckedIOException;
import java.util.List;
import org.crossview.datasets.split.Omission;

/** Tiles of a gallery. Safe for several threads. */
public interface TileSet {
  /** In words, for the report. */
  String name();

  /** Number of tiles. */
  int tiles();

  /** A tile for a person to find, such as its path. */
  String tileName(int tile);

  /**
   * A tile: JPEG or PNG, square, north up.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  byte[] tile(int tile);

  /** Whether two tiles show the same place. */
  default boolean isSamePlace(int tile, int other) {
    return tile == other;
  }

  /** Images that were named and are not there. */
  default List<Omission> missing() {
    return List.of();
  }
}
