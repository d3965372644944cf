package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.crossview.town.Town;
import org.junit.jupiter.api.Test;

class TownSeedsTest {
  @Test
  void withoutAShareTheSeedsFollowOneAnother() {
    assertThat(TownSeeds.inARow(7, 3).list()).containsExactly(7L, 8L, 9L);
  }

  @Test
  void withAShareSoManyTownsAreRuralAndTheFirstOfEachKindAreTaken() {
    TownSeeds seeds = new TownSeeds(1, 8, OptionalDouble.of(0.5));

    // Of the seeds 1 to 9, the rural ones are 1, 2, 7 and 9.
    assertThat(seeds.list()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 9L);
    assertThat(seeds.list().stream().filter(Town::isRural)).hasSize(4);
    assertThat(seeds.fingerprint()).isNotEqualTo(TownSeeds.inARow(1, 8).fingerprint());
  }

  @Test
  void sharesOfNothingAndOfAllAreTaken() {
    assertThat(new TownSeeds(1, 5, OptionalDouble.of(0)).list()).noneMatch(Town::isRural);
    assertThat(new TownSeeds(1, 5, OptionalDouble.of(1)).list()).allMatch(Town::isRural);
  }

  @Test
  void aShareBeyondAllIsRefused() {
    assertThatThrownBy(() -> new TownSeeds(1, 5, OptionalDouble.of(1.5)))
        .hasMessageContaining("1.5 is not from 0 to 1");
  }
}
