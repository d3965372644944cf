package org.crossview.core.geo;

/**
 * The universal transverse Mercator projection of WGS84, by Krueger's series to the sixth order in
 * the third flattening (Karney, "Transverse Mercator with an accuracy of a few nanometers", J.
 * Geodesy 85, 2011, equations 7 to 12 and 35): within its zone good to far better than a
 * millimetre. The zones of Norway and Svalbard have no exceptions here; for those give the zone.
 */
public final class Utm {
  private static final double EQUATORIAL_RADIUS_M = 6378137.0;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final double SCALE = 0.9996;
  private static final double FALSE_EASTING_M = 500_000;
  private static final double FALSE_NORTHING_SOUTH_M = 10_000_000;
  private static final double MAX_LATITUDE = 84;
  private static final double MIN_LATITUDE = -80;

  private static final double ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));
  private static final double N = FLATTENING / (2 - FLATTENING);
  private static final double RECTIFYING_RADIUS_M =
      EQUATORIAL_RADIUS_M / (1 + N) * (1 + N * N * (1 / 4.0 + N * N * (1 / 64.0 + N * N / 256.0)));

  /** Coefficients alpha_1 .. alpha_6, each a polynomial in the third flattening. */
  private static final double[] ALPHA = {
    polynomial(1, 1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0),
    polynomial(2, 13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0),
    polynomial(3, 61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0),
    polynomial(4, 49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0),
    polynomial(5, 34729 / 80640.0, -3418889 / 1995840.0),
    polynomial(6, 212378941 / 319334400.0)
  };

  private Utm() {}

  /**
   * A place in a UTM zone.
   *
   * @param zone 1..60
   * @param north whether northings count from the equator (northern hemisphere) or from 10,000 km
   *     south of it
   * @param easting metres, 500,000 at the central meridian
   * @param northing metres
   */
  public record Coordinate(int zone, boolean north, double easting, double northing) {
    /**
     * Distance in the plane, metres; it differs from the one on the ground by up to 0.1 % within a
     * zone.
     *
     * @throws IllegalArgumentException if the other place is in another zone or hemisphere
     */
    public double distanceMetres(Coordinate other) {
      if (zone != other.zone || north != other.north) {
        throw new IllegalArgumentException(
            "UTM distances are taken within one zone and hemisphere, got %s and %s"
                .formatted(this, other));
      }
      return Math.hypot(easting - other.easting, northing - other.northing);
    }
  }

  /** The zone 1..60 that a longitude of -180..180 degrees lies in. */
  public static int zone(double lon) {
    return Math.min(60, (int) Math.floor((lon + 180) / 6) + 1);
  }

  /**
   * Projects into the zone the point lies in.
   *
   * @throws IllegalArgumentException if the latitude is outside -80..84 degrees, where UTM ends
   */
  public static Coordinate project(LatLon point) {
    return project(point, zone(point.lon()), point.lat() >= 0);
  }

  /**
   * Projects into a given zone, as places on both sides of a zone's border need it to be compared.
   *
   * @param zone 1..60; the point should lie in it or beside it, since errors grow beyond
   * @param north whether northings count from the equator
   * @throws IllegalArgumentException if the latitude is outside -80..84 degrees or there is no such
   *     zone
   */
  public static Coordinate project(LatLon point, int zone, boolean north) {
    if (!(point.lat() >= MIN_LATITUDE && point.lat() <= MAX_LATITUDE)) {
      throw new IllegalArgumentException(
          "UTM covers latitudes of -80..84 degrees, got " + point.lat());
    }
    if (zone < 1 || zone > 60) {
      throw new IllegalArgumentException("UTM has zones 1..60, got " + zone);
    }
    double phi = Math.toRadians(point.lat());
    double lambda = Math.toRadians(Math.IEEEremainder(point.lon() - (6 * zone - 183), 360));

    double tau = Math.tan(phi);
    double sigma = Math.sinh(ECCENTRICITY * atanh(ECCENTRICITY * Math.sin(phi)));
    double conformal = tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
    double xi = Math.atan2(conformal, Math.cos(lambda));
    double eta = asinh(Math.sin(lambda) / Math.hypot(conformal, Math.cos(lambda)));
    double northing = xi;
    double easting = eta;
    for (int j = 1; j <= ALPHA.length; j++) {
      northing += ALPHA[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
      easting += ALPHA[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
    }
    return new Coordinate(
        zone,
        north,
        FALSE_EASTING_M + SCALE * RECTIFYING_RADIUS_M * easting,
        (north ? 0 : FALSE_NORTHING_SOUTH_M) + SCALE * RECTIFYING_RADIUS_M * northing);
  }

  private static double polynomial(int lowestPower, double... coefficients) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * N + coefficients[i];
    }
    return sum * Math.pow(N, lowestPower);
  }

  private static double atanh(double x) {
    return 0.5 * (Math.log1p(x) - Math.log1p(-x));
  }

  private static double asinh(double x) {
    return Math.copySign(Math.log1p(Math.abs(x) + x * x / (1 + Math.hypot(1, x))), x);
  }
}
