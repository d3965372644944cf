package org.crossview.datasets.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.crossview.imaging.Projection;

/** Collects the images of a split, and notes those that are not there. */
public final class SplitBuilder {
  private final String name;
  private final Path root;
  private final FolderListing files = new FolderListing();
  private final List<Tile> tiles = new ArrayList<>();
  private final List<Panorama> panoramas = new ArrayList<>();
  private final Map<Path, Omission> missing = new LinkedHashMap<>();
  private int listed;
  private boolean paired;
  private OptionalInt onePercent = OptionalInt.empty();

  /**
   * @param name the set and the part, as published
   * @param root the folder that the user named
   */
  public SplitBuilder(String name, Path root) {
    this.name = name;
    this.root = root;
  }

  /** The files that are there. */
  public FolderListing files() {
    return files;
  }

  /** Sets K of r@1 %. */
  public void onePercent(int k) {
    onePercent = OptionalInt.of(k);
  }

  /** Counts a panorama that the data set names. */
  public void listed() {
    listed++;
  }

  /** Notes that a file is not there; twice counts once. */
  public void missing(Path file) {
    missing.putIfAbsent(file, Omission.missing(file));
  }

  /** Adds a panorama and the tile it was taken on, or neither if one of them is not there. */
  public void pair(Path panorama, Projection projection, Path tile, Optional<Place> place) {
    paired = true;
    listed();
    // Both are looked for before either counts, so that both are named.
    boolean panoramaIsThere = isThere(panorama);
    boolean tileIsThere = isThere(tile);
    if (panoramaIsThere && tileIsThere) {
      panoramas.add(Panorama.northUp(panorama, projection, tiles.size()));
      tiles.add(new Tile(tile, place));
    }
  }

  /** Adds a tile. Returns its index, or nothing if it is not there. */
  public OptionalInt tile(Path file, Optional<Place> place) {
    if (!isThere(file)) {
      return OptionalInt.empty();
    }
    tiles.add(new Tile(file, place));
    return OptionalInt.of(tiles.size() - 1);
  }

  /** Adds a panorama, if it is there. */
  public void panorama(Panorama panorama) {
    if (isThere(panorama.file())) {
      panoramas.add(panorama);
    }
  }

  /** The tiles so far, in the order of their indices. */
  public List<Tile> tiles() {
    return tiles;
  }

  /** Replaces the right answers of every panorama. */
  public void answers(IntFunction<int[]> right) {
    for (int i = 0; i < panoramas.size(); i++) {
      Panorama p = panoramas.get(i);
      panoramas.set(
          i,
          new Panorama(p.file(), p.projection(), p.headingDegrees(), right.apply(i), p.similar()));
    }
  }

  private boolean isThere(Path file) {
    if (files.has(file)) {
      return true;
    }
    missing(file);
    return false;
  }

  /**
   * The split.
   *
   * @throws FaultyDataSetException if no tile is there
   */
  public Split build() throws FaultyDataSetException {
    Split split =
        new Split(
            name,
            root,
            listed,
            paired,
            tiles,
            panoramas,
            onePercent,
            List.copyOf(missing.values()));
    if (tiles.isEmpty()) {
      throw split.nothingLeft();
    }
    return split;
  }
}
