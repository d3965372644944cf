package org.crossview.cli.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.crossview.core.halting.Places;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.Tile;

/**
 * Tiles that are files, of which some or all have a known place.
 *
 * @param name in words, for the report
 * @param files each with its place, where that is known
 * @param missing images that were named and are not there
 */
public record FileTiles(String name, List<Tile> files, List<Omission> missing) implements TileSet {
  /** The tiles of a part of a data set. */
  FileTiles(Split split) {
    this(split.name(), split.tiles(), split.missing());
  }

  @Override
  public int tiles() {
    return files.size();
  }

  @Override
  public String tileName(int tile) {
    return files.get(tile).file().toString();
  }

  @Override
  public byte[] tile(int tile) {
    return bytes(files.get(tile).file());
  }

  /**
   * An image as it is on the disk.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    return tile == other || files.get(tile).isWithin(Places.SAME_PLACE_METRES, files.get(other));
  }

  /**
   * How far a tile's centre is from the nearest of some tiles, metres; empty where places are not
   * known.
   */
  public OptionalDouble metres(int tile, IntStream others) {
    Optional<Place> place = files.get(tile).place();
    return place.isEmpty()
        ? OptionalDouble.empty()
        : others
            .mapToObj(other -> files.get(other).place())
            .flatMap(Optional::stream)
            .mapToDouble(place.get()::metresTo)
            .min();
  }
}
