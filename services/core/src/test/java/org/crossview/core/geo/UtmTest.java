package org.crossview.core.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.ProjCoordinate;

class UtmTest {
  private static final CRSFactory CRS = new CRSFactory();

  @Property(tries = 200, seed = "30")
  void projectionsAgreeWithProj4WithinAMillimetre(
      @ForAll @DoubleRange(min = -79.9, max = 83.9) double lat,
      @ForAll @DoubleRange(min = -180, max = 180) double lon) {
    Utm.Coordinate coordinate = Utm.project(new LatLon(lat, lon));

    ProjCoordinate reference = proj4(lat, lon, coordinate.zone(), coordinate.north());
    assertThat(coordinate.easting()).isCloseTo(reference.x, within(1e-3));
    assertThat(coordinate.northing()).isCloseTo(reference.y, within(1e-3));
  }

  @Test
  void aPointOnTheCentralMeridianHasFiveHundredKilometresEasting() {
    Utm.Coordinate coordinate = Utm.project(new LatLon(0, 27));

    assertThat(coordinate.zone()).isEqualTo(35);
    assertThat(coordinate.easting()).isEqualTo(500_000);
    assertThat(coordinate.northing()).isZero();
  }

  @Test
  void distancesInTheZoneAreThoseOnTheGroundTimesTheScale() {
    LatLon canberra = new LatLon(-35.28, 149.13);
    LatLon beside = Geodesy.offset(canberra, 3, 4);

    double distance = Utm.project(canberra).distanceMetres(Utm.project(beside));

    assertThat(distance).isCloseTo(5, within(5 * 1e-3));
  }

  @Test
  void placesBesideABorderAreComparedInOneZone() {
    Utm.Coordinate west = Utm.project(new LatLon(60, 23.9999));
    LatLon eastOfIt = new LatLon(60, 24.0001);

    assertThatThrownBy(() -> west.distanceMetres(Utm.project(eastOfIt)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(west.distanceMetres(Utm.project(eastOfIt, west.zone(), true)))
        .isCloseTo(Geodesy.distanceMetres(new LatLon(60, 23.9999), eastOfIt), within(0.02));
  }

  @Test
  void zonesAreSixDegreesWideFromTheDateLine() {
    assertThat(Utm.zone(-180)).isEqualTo(1);
    assertThat(Utm.zone(-174)).isEqualTo(2);
    assertThat(Utm.zone(180)).isEqualTo(60);
  }

  @Test
  void latitudesBeyondUtmAreRefused() {
    assertThatThrownBy(() -> Utm.project(new LatLon(85, 0))).hasMessageContaining("85");
    assertThatThrownBy(() -> Utm.project(new LatLon(0, 0), 61, true)).hasMessageContaining("61");
  }

  private static ProjCoordinate proj4(double lat, double lon, int zone, boolean north) {
    CoordinateTransform transform =
        new CoordinateTransformFactory()
            .createTransform(
                CRS.createFromParameters("wgs84", "+proj=longlat +datum=WGS84"),
                CRS.createFromParameters(
                    "utm", "+proj=utm +zone=" + zone + (north ? "" : " +south") + " +datum=WGS84"));
    return transform.transform(new ProjCoordinate(lon, lat), new ProjCoordinate());
  }
}
