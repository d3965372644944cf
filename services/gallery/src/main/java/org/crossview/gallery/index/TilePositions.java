package org.crossview.gallery.index;

import java.util.BitSet;
import java.util.List;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.crossview.proto.v1.TileRef;

/** Where the tiles of an index lie, and which of them lie inside a prior. */
final class TilePositions {
  /**
   * No degree of latitude on WGS84 is shorter than at the equator: 110,574 m. A little less, so
   * that rounding excludes nothing.
   */
  private static final double SHORTEST_DEGREE_OF_LATITUDE_M = 110_570;

  /** By row; null for a tile without a position. */
  private final LatLon[] centres;

  TilePositions(List<TileRef> tiles) {
    centres = new LatLon[tiles.size()];
    for (int row = 0; row < centres.length; row++) {
      TileRef tile = tiles.get(row);
      if (tile.hasCentre()) {
        centres[row] = new LatLon(tile.getCentre().getLat(), tile.getCentre().getLon());
      }
    }
  }

  /** Rows whose centre lies within the radius. Tiles without a position are never inside. */
  BitSet within(Prior prior) {
    double lat = prior.centre().lat();
    // The exact distance costs a microsecond: for most of the tiles the latitude alone will do.
    double degrees = prior.radiusMetres() / SHORTEST_DEGREE_OF_LATITUDE_M;
    BitSet rows = new BitSet(centres.length);
    for (int row = 0; row < centres.length; row++) {
      LatLon centre = centres[row];
      if (centre != null
          && Math.abs(centre.lat() - lat) <= degrees
          && Geodesy.distanceMetres(prior.centre(), centre) <= prior.radiusMetres()) {
        rows.set(row);
      }
    }
    return rows;
  }
}
