package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.crossview.cli.town.TownFolder;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.crossview.town.TownTile;
import org.crossview.town.Viewpoint;
import org.junit.jupiter.api.Test;

class TownSetTest {
  private static final Town TOWN = Town.generate(new TownSettings(5, 200));

  @Test
  void anAlignedQueryHasItsOwnTileAlone() {
    TownSet all = TownSet.aligned(TOWN, 200);
    for (int query = 0; query < 200; query++) {
      assertThat(hits(all, query)).containsExactly(query);
    }
  }

  @Test
  void fewerAlignedQueriesAreSpreadOverTheTown() {
    TownSet some = TownSet.aligned(TOWN, 4);
    assertThat(IntStream.range(0, 4).map(query -> hits(some, query)[0]))
        .containsExactly(0, 50, 100, 150);
  }

  @Test
  void aFineQueryIsFoundByAnyTileWithinTenMetres() {
    TownSet fine = TownSet.fine(TOWN, 60);
    int several = 0;
    for (int query = 0; query < 60; query++) {
      Viewpoint at = TOWN.viewpoint(query);
      int[] near =
          IntStream.range(0, 200)
              .filter(tile -> distance(at, TOWN.tiles().get(tile)) <= 10)
              .toArray();
      assertThat(hits(fine, query)).isNotEmpty().containsExactly(near);
      several += near.length > 1 ? 1 : 0;
    }
    assertThat(several).isGreaterThan(30);
  }

  @Test
  void everyQueryHasADayAndAHeadingOfItsOwn() {
    TownSet set = TownSet.aligned(TOWN, 2);
    assertThat(set.query(0).headingDegrees()).isNotEqualTo(set.query(1).headingDegrees());
    assertThat(set.query(0).image()).isEqualTo(TownSet.aligned(TOWN, 1).query(0).image());
  }

  @Test
  void distractorsComeAfterTheTilesAndAreNeverRight() {
    Town other = Town.generate(new TownSettings(6, 20));
    TownSet fine = TownSet.fine(TOWN, 10);
    EvaluationSet both = new WithDistractors(fine, new TownTiles(other));
    assertThat(both.tiles()).isEqualTo(220);
    assertThat(both.tileName(199)).isEqualTo(TOWN.tiles().get(199).id());
    assertThat(both.tileName(200)).isEqualTo(other.tiles().get(0).id());
    assertThat(both.tile(203)).isEqualTo(TownFolder.tile(other, other.tiles().get(3)));
    for (int query = 0; query < 10; query++) {
      assertThat(hits(both, query)).containsExactly(hits(fine, query));
    }
    assertThat(both.isSamePlace(201, 201)).isTrue();
    assertThat(both.isSamePlace(201, 1)).isFalse();
  }

  private static int[] hits(EvaluationSet set, int query) {
    return IntStream.range(0, set.tiles()).filter(tile -> set.isHit(query, tile)).toArray();
  }

  private static double distance(Viewpoint at, TownTile tile) {
    return Math.hypot(tile.x() - at.x(), tile.y() - at.y());
  }
}
