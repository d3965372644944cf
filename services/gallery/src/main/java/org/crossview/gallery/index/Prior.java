package org.crossview.gallery.index;

import org.crossview.core.geo.LatLon;

/**
 * Where the vehicle believes it is.
 *
 * @param centre of the circle
 * @param radiusMetres more than 0; a tile whose centre lies on the circle is inside
 */
public record Prior(LatLon centre, double radiusMetres) {
  public Prior {
    if (!(radiusMetres > 0 && radiusMetres < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "A position prior needs a radius of more than 0 metres, got " + radiusMetres);
    }
  }
}
