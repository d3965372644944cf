package org.crossview.core.geo;

/**
 * A place in a zone of the universal transverse Mercator projection, as data sets give it.
 *
 * @param zone 1..60
 * @param north whether northings count from the equator (northern hemisphere) or from 10,000 km
 *     south of it
 * @param easting metres, 500,000 at the central meridian
 * @param northing metres
 */
public record UtmCoordinate(int zone, boolean north, double easting, double northing) {
  /**
   * Distance in the plane, metres; it differs from the one on the ground by up to 0.1 % within a
   * zone.
   *
   * @throws IllegalArgumentException if the other place is in another zone or hemisphere
   */
  public double distanceMetres(UtmCoordinate other) {
    if (zone != other.zone || north != other.north) {
      throw new IllegalArgumentException(
          "UTM distances are taken within one zone and hemisphere, got %s and %s"
              .formatted(this, other));
    }
    return Math.hypot(easting - other.easting, northing - other.northing);
  }
}
