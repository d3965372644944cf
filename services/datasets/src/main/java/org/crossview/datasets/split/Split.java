package org.crossview.datasets.split;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * One part of a data set, such as its validation set, with what is on the disk of it.
 *
 * @param name the set and the part, as published
 * @param root the folder it was read from
 * @param listed panoramas that the data set names, whether or not their files are there
 * @param paired whether a panorama and its tile stand and fall together: where one of them cannot
 *     be used, the other is left out too
 * @param tiles each once
 * @param panoramas each once
 * @param onePercent K of r@1 % where the published protocol sets one; otherwise it follows from the
 *     number of tiles
 * @param missing images that are not there
 */
public record Split(
    String name,
    Path root,
    int listed,
    boolean paired,
    List<Tile> tiles,
    List<Panorama> panoramas,
    OptionalInt onePercent,
    List<Omission> missing) {

  public Split {
    tiles = List.copyOf(tiles);
    panoramas = List.copyOf(panoramas);
    missing = List.copyOf(missing);
  }

  /**
   * This split, for whom needs panoramas.
   *
   * @throws FaultyDataSetException if it has none
   */
  public Split withPanoramas() throws FaultyDataSetException {
    if (panoramas.isEmpty()) {
      throw nothingLeft();
    }
    return this;
  }

  FaultyDataSetException nothingLeft() {
    if (missing.isEmpty()) {
      return new FaultyDataSetException(root, name + " has no panorama");
    }
    return new FaultyDataSetException(
        root,
        ("%s names %d panoramas, and none is there with its tile; the first image that is missing"
                + " is %s. Is this the right root? (see docs/datasets.md)")
            .formatted(name, listed, missing.getFirst().file()));
  }
}
