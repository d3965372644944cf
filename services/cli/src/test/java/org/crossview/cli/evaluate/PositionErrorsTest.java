package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.Rank;
import org.junit.jupiter.api.Test;

class PositionErrorsTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(100, 1);

  /** Tile n lies n metres away from every query; from tile 1000 on nobody knows where. */
  private static final PositionErrors.Metres METRES =
      (query, tile) -> tile < 1000 ? OptionalDouble.of(tile) : OptionalDouble.empty();

  @Test
  void theFirstTileOfTheStepWhereAQueryHaltsCounts() {
    PositionErrors errors =
        PositionErrors.of(List.of(halted(2, 500, 7), halted(1, 8, 500)), METRES, BOOTSTRAP)
            .orElseThrow();
    assertThat(errors.medianMetres()).isEqualTo(7);
    assertThat(errors.within().get(10).mean()).isEqualTo(1);
  }

  @Test
  void errorsAreCountedUpToEachDistanceAndUnknownOnesInNone() {
    PositionErrors errors =
        PositionErrors.of(
                List.of(halted(1, 10), halted(1, 11), halted(1, 100), halted(1, 1000)),
                METRES,
                BOOTSTRAP)
            .orElseThrow();
    assertThat(errors.medianMetres()).isEqualTo(11);
    assertThat(errors.within().keySet()).containsExactly(10, 25, 100);
    assertThat(errors.within().values().stream().map(i -> i.mean()))
        .containsExactly(0.25, 0.5, 0.75);
  }

  @Test
  void whereMostFirstTilesAreElsewhereTheMedianIsInfinite() {
    PositionErrors errors =
        PositionErrors.of(
                List.of(halted(1, 5), halted(1, 1000), halted(1, 1001)), METRES, BOOTSTRAP)
            .orElseThrow();
    assertThat(errors.medianMetres()).isInfinite();
  }

  @Test
  void withoutAnyPositionThereAreNoErrors() {
    assertThat(PositionErrors.of(List.of(halted(1, 1000)), METRES, BOOTSTRAP)).isEmpty();
  }

  @Test
  void errorsOfSeveralSetsHaveOneMedianAndOneFractionForEachDistance() {
    PositionErrors errors =
        PositionErrors.together(
            List.of(errors(halted(1, 4)), errors(halted(1, 1000), halted(1, 30), halted(1, 20))),
            BOOTSTRAP);
    assertThat(errors.metres()).containsExactly(4., Double.POSITIVE_INFINITY, 30., 20.);
    assertThat(errors.medianMetres()).isEqualTo(20);
    assertThat(errors.within().values().stream().map(i -> i.mean()))
        .containsExactly(0.25, 0.5, 0.75);
  }

  private static PositionErrors errors(QueryOutcome... outcomes) {
    return PositionErrors.of(List.of(outcomes), METRES, BOOTSTRAP).orElseThrow();
  }

  private static QueryOutcome halted(int step, Integer... first) {
    List<Rank> ranks = List.of(first).stream().map(tile -> new Rank(0, 0)).toList();
    return new QueryOutcome(ranks, List.of(first), List.of(first), step);
  }
}
