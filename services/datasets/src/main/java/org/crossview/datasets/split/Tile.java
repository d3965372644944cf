package org.crossview.datasets.split;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An aerial tile of a split.
 *
 * @param file where it is
 * @param place its centre, where the data set says it
 */
public record Tile(Path file, Optional<Place> place) {
  /** Whether the data set says where both are, and they are at most so many metres apart. */
  public boolean isWithin(double metres, Tile other) {
    return place.isPresent()
        && other.place.isPresent()
        && place.get().metresTo(other.place.get()) <= metres;
  }
}
