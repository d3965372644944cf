package org.crossview.core.geo;

/**
 * A point on the WGS84 ellipsoid.
 *
 * @param lat degrees north, -90..90
 * @param lon degrees east, -180..180
 */
public record LatLon(double lat, double lon) {
  public LatLon {
    if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) {
      throw new IllegalArgumentException(
          "A position needs a latitude in -90..90 and a longitude in -180..180 degrees, got %s, %s"
              .formatted(lat, lon));
    }
  }
}
