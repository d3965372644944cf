package org.crossview.core.halting;

import java.util.Objects;
import org.crossview.core.geo.LatLon;

/**
 * A tile that may be the answer.
 *
 * @param id unique in the gallery
 * @param centre where it lies, or null where it has no position
 * @param distance L2 distance to the query
 */
public record PlacedTile(String id, LatLon centre, double distance) {
  public PlacedTile {
    Objects.requireNonNull(id, "id");
  }
}
