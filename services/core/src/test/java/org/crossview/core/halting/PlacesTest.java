package org.crossview.core.halting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    assertThat(Places.distinctDistances(List.of(a, b))).containsExactly(.5, .5);
    assertThat(Places.distinctDistances(List.of(a, again))).containsExactly(.5);
    assertThat(Places.distinctDistances(List.of(a, again, placed))).containsExactly(.5, .7);
  }

  @Test
  void noTilesAreNoPlaces() {
    assertThat(Places.distinctDistances(List.of())).isEmpty();
  }

  /** The first two of all distinct places, found by comparing every tile with all that are kept. */
  @Property(tries = 300)
  void theTwoPlacesAreTheFirstOfAllDistinctOnes(@ForAll long seed) {
    Random random = new Random(seed);
    List<PlacedTile> tiles = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      LatLon centre =
          random.nextInt(4) == 0
              ? null
              : Geodesy.offset(HERE, random.nextInt(4) * .6, random.nextInt(3) * .6);
      tiles.add(new PlacedTile("t" + random.nextInt(6), centre, random.nextDouble()));
    }
    tiles.sort(Comparator.comparingDouble(PlacedTile::distance));

    List<PlacedTile> kept = new ArrayList<>();
    for (PlacedTile tile : tiles) {
      if (kept.stream().noneMatch(nearer -> samePlace(nearer, tile))) {
        kept.add(tile);
      }
    }
    assertThat(Places.distinctDistances(tiles))
        .isEqualTo(kept.stream().limit(2).mapToDouble(PlacedTile::distance).toArray());
  }

  private static boolean samePlace(PlacedTile a, PlacedTile b) {
    return a.id().equals(b.id())
        || (a.centre() != null
            && b.centre() != null
            && Geodesy.distanceMetres(a.centre(), b.centre()) <= Places.SAME_PLACE_METRES);
  }
}
