package org.crossview.datasets.split;

import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.crossview.core.geo.UtmCoordinate;

/** Where a tile is, in the coordinates its data set has. One data set has one kind of them. */
public sealed interface Place {
  /**
   * Distance in metres.
   *
   * @throws IllegalArgumentException if the other place is of another kind, or of another UTM zone
   */
  double metresTo(Place other);

  /** A point on the ellipsoid; distances are geodesic. */
  record OnEarth(LatLon point) implements Place {
    @Override
    public double metresTo(Place other) {
      if (other instanceof OnEarth earth) {
        return Geodesy.distanceMetres(point, earth.point);
      }
      throw notComparable(this, other);
    }
  }

  /** A point of a UTM zone; distances are Euclidean, as the published protocols take them. */
  record InZone(UtmCoordinate point) implements Place {
    @Override
    public double metresTo(Place other) {
      if (other instanceof InZone zone) {
        return point.distanceMetres(zone.point);
      }
      throw notComparable(this, other);
    }
  }

  private static IllegalArgumentException notComparable(Place one, Place other) {
    return new IllegalArgumentException(
        "Places of different coordinates have no distance: %s, %s".formatted(one, other));
  }
}
