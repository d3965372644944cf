package org.crossview.core.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UtmCoordinateTest {
  private static final UtmCoordinate CANBERRA = new UtmCoordinate(55, false, 690_000, 6_090_000);

  @Test
  void distancesAreEuclideanInThePlaneOfTheZone() {
    assertThat(CANBERRA.distanceMetres(new UtmCoordinate(55, false, 690_003, 6_090_004)))
        .isEqualTo(5);
  }

  @Test
  void placesOfAnotherZoneOrHemisphereHaveNoDistance() {
    assertThatThrownBy(
            () -> CANBERRA.distanceMetres(new UtmCoordinate(56, false, 690_000, 6_090_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zone=55")
        .hasMessageContaining("zone=56");
    assertThatThrownBy(
            () -> CANBERRA.distanceMetres(new UtmCoordinate(55, true, 690_000, 6_090_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hemisphere");
  }
}
