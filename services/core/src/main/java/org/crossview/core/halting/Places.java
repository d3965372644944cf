package org.crossview.core.halting;

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
   * Distances of the query to the nearest two places, as {@link StepEstimation#choose} takes them.
   * A tile belongs to the place of a nearer tile if both have the same id, or if both have
   * positions at most 1 m apart; tiles without a position are told apart by their ids alone.
   *
   * @param nearestFirst candidates, nearest first; not changed
   * @return the distance of the nearest tile, and of the nearest that shows another place; fewer
   *     where there are no two places
   */
  public static double[] distinctDistances(List<PlacedTile> nearestFirst) {
    if (nearestFirst.isEmpty()) {
      return new double[0];
    }
    PlacedTile nearest = nearestFirst.getFirst();
    // Further places would cost a geodesic distance for every pair of tiles, and nobody reads them.
    for (PlacedTile tile : nearestFirst) {
      if (!samePlace(nearest, tile)) {
        return new double[] {nearest.distance(), tile.distance()};
      }
    }
    return new double[] {nearest.distance()};
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
