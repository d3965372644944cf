package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crossview.town.Town;
import org.crossview.town.TownTile;
import org.crossview.town.Viewpoint;
import org.junit.jupiter.api.Test;

class PairPlanTest {
  private static final PairPlan.Settings SETTINGS =
      new PairPlan.Settings(TownSeeds.inARow(500, 2), 600, 10, 60, 160, 16, false);
  private static final PairPlan PLAN = PairPlan.make(SETTINGS);

  @Test
  void theSameSettingsGiveTheSamePairs() {
    assertThat(PairPlan.make(SETTINGS).pairs()).isEqualTo(PLAN.pairs());
  }

  @Test
  void pairsAreSharedOutEvenlyOverTheTowns() {
    assertThat(PLAN.pairs()).hasSize(600);
    assertThat(PLAN.pairs().stream().filter(p -> p.town() == 0)).hasSize(300);
    assertThat(PLAN.pairs())
        .extracting(pair -> PLAN.townOf(pair).settings().seed())
        .containsOnly(500L, 501L);
  }

  @Test
  void theTileOfAPairIsTheNearestOfItsTown() {
    for (PlannedPair pair : PLAN.pairs().subList(0, 100)) {
      Town town = PLAN.townOf(pair);
      double nearest =
          town.tiles().stream().mapToDouble(t -> distance(pair.viewpoint(), t)).min().orElseThrow();
      assertThat(distance(pair.viewpoint(), pair.tile())).isEqualTo(nearest);
    }
  }

  @Test
  void pairsOfOneTileAreKnownByIt() {
    Map<Object, Integer> firsts = new HashMap<>();
    int shared = 0;
    for (int i = 0; i < PLAN.pairs().size(); i++) {
      Integer before = firsts.putIfAbsent(PLAN.tileOf(i), i);
      if (before != null) {
        PlannedPair pair = PLAN.pairs().get(i);
        PlannedPair first = PLAN.pairs().get(before);
        assertThat(pair.tile()).isEqualTo(first.tile());
        assertThat(pair.survey()).isEqualTo(first.survey());
        assertThat(PLAN.isSamePlace(i, before)).as("a right answer").isTrue();
        shared++;
      }
    }
    assertThat(shared).as("two panoramas on one tile").isPositive();
  }

  @Test
  void anAlignedTileIsCentredOnItsPanorama() {
    var settings = new PairPlan.Settings(TownSeeds.inARow(500, 1), 20, 10, 80, 80, 16, true);

    PairPlan aligned = PairPlan.make(settings);

    assertThat(aligned.pairs()).allMatch(p -> distance(p.viewpoint(), p.tile()) == 0);
    assertThat(settings.fingerprint()).isNotEqualTo(SETTINGS.fingerprint()).endsWith("aligned");
  }

  @Test
  void neighboursInTheListAreNearButNeverTheSamePlace() {
    List<PlannedPair> pairs = PLAN.pairs().subList(0, 300);
    int near = 0;
    int same = 0;
    for (int i = 1; i < pairs.size(); i++) {
      double metres = distance(pairs.get(i - 1).viewpoint(), pairs.get(i).viewpoint());
      near += metres <= 30 ? 1 : 0;
      same += metres < 8 ? 1 : 0;
    }
    // Towards the end only stragglers are left, so not all of them.
    assertThat(near).isGreaterThan(180);
    assertThat(same).isZero();
  }

  @Test
  void widthAndDayAreOneForAStretchAndVaryBetweenStretches() {
    Set<Double> widths = new HashSet<>();
    for (int i = 0; i < 288; i++) {
      PlannedPair pair = PLAN.pairs().get(i);
      PlannedPair first = PLAN.pairs().get(i / 16 * 16);
      assertThat(pair.tile().widthMetres()).isEqualTo(first.tile().widthMetres());
      assertThat(pair.survey()).isEqualTo(first.survey());
      widths.add(pair.tile().widthMetres());
    }
    assertThat(widths).hasSize(18).allMatch(w -> w >= 60 && w <= 160);
  }

  @Test
  void fewerPairsThanTownsAreRefused() {
    assertThatThrownBy(
            () -> new PairPlan.Settings(TownSeeds.inARow(1, 5), 4, 10, 60, 160, 16, false))
        .hasMessageContaining("4 pairs cannot be spread over 5 towns");
  }

  @Test
  void townsThatCannotBeAreRefusedBeforeAnyIsMade() {
    assertThatThrownBy(() -> ofOneTown(8, 3, 60, 160))
        .hasMessage("A town needs pitchMetres in 4.0..50.0, got 3.0");
    assertThatThrownBy(() -> ofOneTown(8, 10, 39, 160))
        .hasMessage("A town needs tileWidthMetres in 40.0..200.0, got 39.0");
    assertThatThrownBy(() -> ofOneTown(8, 10, 60, 201))
        .hasMessage("A town needs tileWidthMetres in 40.0..200.0, got 201.0");
    assertThatThrownBy(() -> ofOneTown(200_001, 10, 60, 160))
        .hasMessage("A town needs tiles in 4.0..200000.0, got 200001.0");
  }

  private static PairPlan.Settings ofOneTown(int pairs, double pitch, double low, double high) {
    return new PairPlan.Settings(TownSeeds.inARow(1, 1), pairs, pitch, low, high, 16, false);
  }

  private static double distance(Viewpoint v, TownTile t) {
    return Math.hypot(v.x() - t.x(), v.y() - t.y());
  }

  private static double distance(Viewpoint a, Viewpoint b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}
