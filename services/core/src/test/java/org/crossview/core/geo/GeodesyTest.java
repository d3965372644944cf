package org.crossview.core.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

class GeodesyTest {
  @Test
  void aDegreeOnTheEllipsoidHasItsPublishedLength() {
    // Meridian arc of the first degree 110,574.389 m; equatorial degree 6378137 * pi / 180.
    assertThat(Geodesy.distanceMetres(new LatLon(0, 0), new LatLon(1, 0)))
        .isCloseTo(110_574.389, within(1e-3));
    assertThat(Geodesy.distanceMetres(new LatLon(0, 0), new LatLon(0, 1)))
        .isCloseTo(6378137 * Math.PI / 180, within(1e-6));
  }

  @Test
  void anOffsetLiesAsFarAwayAndInTheDirectionItSays() {
    for (LatLon origin :
        new LatLon[] {new LatLon(60.2, 24.9), new LatLon(-35.3, 149.1), new LatLon(0, 179.9999)}) {
      LatLon there = Geodesy.offset(origin, 300, -400);

      assertThat(Geodesy.distanceMetres(origin, there)).isCloseTo(500, within(1e-6));
      GeodesicData path =
          Geodesic.WGS84.Inverse(origin.lat(), origin.lon(), there.lat(), there.lon());
      assertThat(path.azi1).isCloseTo(Math.toDegrees(Math.atan2(300, -400)), within(1e-6));
    }
  }

  @Test
  void eastRaisesTheLongitudeAndNorthTheLatitude() {
    LatLon there = Geodesy.offset(new LatLon(60, 25), 10, 20);

    assertThat(there.lon()).isGreaterThan(25);
    assertThat(there.lat()).isGreaterThan(60);
  }

  @Test
  void anOffsetThatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> Geodesy.offset(new LatLon(60, 25), Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
