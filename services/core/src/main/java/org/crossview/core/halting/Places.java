package org.crossview.core.halting;

import java.util.ArrayList;
import java.util.List;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;

/**
 * Counts tiles of the same place once. Two tiles of one place have nearly equal descriptors, which
 * would look to Algorithm 1 as if the query could not tell two places apart.
 */
public final class Places {
  /** Tiles whose centres are at most so far apart show the same place, metres. */
  public static final double SAME_PLACE_METRES = 1;

  private Places() {}

  /**
   * The nearest tile of each place. A tile belongs to the place of a nearer tile if both have the
   * same id, or if both have positions at most 1 m apart; tiles without a position are told apart
   * by their ids alone.
   *
   * @param nearestFirst candidates, nearest first; not changed
   * @return those that are the first of their place, in the same order
   */
  public static List<PlacedTile> distinct(List<PlacedTile> nearestFirst) {
    List<PlacedTile> kept = new ArrayList<>();
    for (PlacedTile tile : nearestFirst) {
      if (kept.stream().noneMatch(nearer -> samePlace(nearer, tile))) {
        kept.add(tile);
      }
    }
    return List.copyOf(kept);
  }

  /** Distances of {@link #distinct} tiles, as {@link StepEstimation#choose} takes them. */
  public static double[] distinctDistances(List<PlacedTile> nearestFirst) {
    return distinct(nearestFirst).stream().mapToDouble(PlacedTile::distance).toArray();
  }

  private static boolean samePlace(PlacedTile a, PlacedTile b) {
    if (a.id().equals(b.id())) {
      return true;
    }
    LatLon first = a.centre();
    LatLon second = b.centre();
    return first != null
        && second != null
        && Geodesy.distanceMetres(first, second) <= SAME_PLACE_METRES;
  }
}
