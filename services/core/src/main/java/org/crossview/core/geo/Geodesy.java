package org.crossview.core.geo;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicMask;

/**
 * Distances and offsets on the WGS84 ellipsoid, by Karney's geodesics ("Algorithms for geodesics",
 * J. Geodesy 87, 2013): good to nanometres, for points next to each other as for antipodes.
 */
public final class Geodesy {
  private Geodesy() {}

  /** Length of the shortest path between two points along the ellipsoid, metres. Symmetric. */
  public static double distanceMetres(LatLon from, LatLon to) {
    return Geodesic.WGS84.Inverse(from.lat(), from.lon(), to.lat(), to.lon(), GeodesicMask.DISTANCE)
        .s12;
  }

  /**
   * The point that lies so far east and north of the origin: the end of the geodesic that leaves in
   * that direction with that length.
   *
   * @param origin where the offsets start
   * @param eastMetres towards east, negative towards west, finite
   * @param northMetres towards north, negative towards south, finite
   * @throws IllegalArgumentException if an offset is not finite
   */
  public static LatLon offset(LatLon origin, double eastMetres, double northMetres) {
    if (!Double.isFinite(eastMetres) || !Double.isFinite(northMetres)) {
      throw new IllegalArgumentException(
          "An offset needs finite metres east and north, got %s, %s"
              .formatted(eastMetres, northMetres));
    }
    double azimuth = Math.toDegrees(Math.atan2(eastMetres, northMetres));
    return destination(origin, azimuth, Math.hypot(eastMetres, northMetres));
  }

  /**
   * The end of a geodesic.
   *
   * @param origin where it starts
   * @param azimuthDegrees its direction at the origin, clockwise from north
   * @param metres its length, finite
   */
  public static LatLon destination(LatLon origin, double azimuthDegrees, double metres) {
    GeodesicData end =
        Geodesic.WGS84.Direct(
            origin.lat(),
            origin.lon(),
            azimuthDegrees,
            metres,
            GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
    return new LatLon(end.lat2, end.lon2);
  }
}
