package org.crossview.core.halting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final LatLon HERE = new LatLon(60.2, 24.9);

  @Test
  void tilesWithinAMetreCountOnceAndTheNearestStands() {
    PlacedTile nearest = new PlacedTile("a", HERE, .5);
    PlacedTile same = new PlacedTile("b", Geodesy.offset(HERE, 0.6, 0.6), .51);
    PlacedTile beside = new PlacedTile("c", Geodesy.offset(HERE, 0, -1.1), .7);

    assertThat(Places.distinct(List.of(nearest, same, beside))).containsExactly(nearest, beside);
    assertThat(Places.distinctDistances(List.of(nearest, same, beside))).containsExactly(.5, .7);
  }

  @Test
  void aDuplicateDoesNotDefeatTheEstimate() {
    PlacedTile nearest = new PlacedTile("a", HERE, .5);
    PlacedTile copy = new PlacedTile("copy of a", HERE, .5);
    PlacedTile other = new PlacedTile("b", Geodesy.offset(HERE, 100, 0), .9);

    double[] distances = Places.distinctDistances(List.of(nearest, copy, other));

    double gapOfPlaces = distances[1] - distances[0];
    assertThat(gapOfPlaces).isEqualTo(.4);
  }

  @Test
  void tilesWithoutAPositionAreToldApartByTheirIds() {
    PlacedTile a = new PlacedTile("a", null, .5);
    PlacedTile b = new PlacedTile("b", null, .5);
    PlacedTile again = new PlacedTile("a", null, .6);
    PlacedTile placed = new PlacedTile("c", HERE, .7);

    assertThat(Places.distinct(List.of(a, b, again, placed))).containsExactly(a, b, placed);
  }

  @Test
  void noTilesAreNoPlaces() {
    assertThat(Places.distinctDistances(List.of())).isEmpty();
  }
}
