package org.crossview.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RouteTest {
  private static final Town TOWN = Town.generate(new TownSettings(5, 600));

  @Test
  void aVehicleMovesAtItsSpeedWithoutJumps() {
    Route route = new Route(TOWN, 1, 12);
    Viewpoint before = route.at(0);
    for (int i = 1; i < 3_000; i++) {
      Viewpoint v = route.at(i * .1);
      double moved = Math.hypot(v.x() - before.x(), v.y() - before.y());
      assertThat(moved).isBetween(.8, 1.25);
      double turned = Math.abs(Math.IEEEremainder(v.headingDeg() - before.headingDeg(), 360));
      assertThat(turned).isLessThan(40);
      before = v;
    }
  }

  @Test
  void aVehicleStaysNearTheCoveredStreets() {
    Route route = new Route(TOWN, 2, 10);
    for (int i = 0; i < 500; i++) {
      Viewpoint v = route.at(i);
      double nearest =
          TOWN.tiles().stream()
              .mapToDouble(t -> Math.hypot(t.x() - v.x(), t.y() - v.y()))
              .min()
              .orElseThrow();
      assertThat(nearest).isLessThan(12);
    }
  }

  @Test
  void theHeadingIsTheDirectionOfMotion() {
    Route route = new Route(TOWN, 3, 10);
    for (int i = 1; i < 400; i++) {
      Viewpoint a = route.at(i - .05);
      Viewpoint b = route.at(i + .05);
      double course = Math.toDegrees(Math.atan2(b.x() - a.x(), b.y() - a.y()));
      double off = Math.abs(Math.IEEEremainder(route.at(i).headingDeg() - course, 360));
      assertThat(off).isLessThan(25);
    }
  }

  @Test
  void theSameSeedDrivesTheSameWay() {
    Route a = new Route(TOWN, 4, 10);
    Route b = new Route(TOWN, 4, 10);
    assertThat(a.at(60)).isEqualTo(b.at(60));
    assertThat(new Route(TOWN, 5, 10).at(60)).isNotEqualTo(a.at(60));
    // The answer does not depend on what was asked before.
    b.at(500);
    assertThat(b.at(60)).isEqualTo(a.at(60));
  }

  @Test
  void aSpeedThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new Route(TOWN, 1, 0)).hasMessageContaining("0.0");
  }
}
