package org.crossview.sirnet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(Bootstrap.RESAMPLES, 1);

  @Test
  void theIntervalIsThatOfResamplingOneQueryAfterTheOther() {
    double[] values = hits(60, .7, 3);
    Interval interval = BOOTSTRAP.intervals(List.of(values)).getFirst();

    SplittableRandom random = new SplittableRandom(99);
    double[] means = new double[20_000];
    for (int r = 0; r < means.length; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[r] = sum / values.length;
    }
    Arrays.sort(means);
    // Means come in steps of 1/60; two sets of resamples may differ by one.
    assertThat(interval.low()).isCloseTo(means[500], within(1.01 / 60));
    assertThat(interval.high()).isCloseTo(means[19_499], within(1.01 / 60));
    assertThat(interval.mean()).isEqualTo(Arrays.stream(values).average().orElseThrow());
  }

  @Test
  void theIntervalHoldsTheTruthInAboutNineteenOfTwentySamples() {
    int held = 0;
    for (int sample = 0; sample < 300; sample++) {
      Interval interval =
          new Bootstrap(400, sample).intervals(List.of(hits(150, .4, 1000 + sample))).getFirst();
      held += interval.low() <= .4 && .4 <= interval.high() ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(.90, .98);
  }

  @Test
  void aSureThingHasNoSpread() {
    double[] all = new double[30];
    Arrays.fill(all, 1);
    assertThat(BOOTSTRAP.intervals(List.of(all))).containsExactly(new Interval(1, 1, 1));
  }

  @Test
  void differencesOfTheSameQueriesAreTighterThanTheirParts() {
    double[] first = hits(400, .5, 5);
    double[] second = first.clone();
    for (int i = 0, changed = 0; changed < 12; i++) {
      if (second[i] == 0) {
        second[i] = 1;
        changed++;
      }
    }
    double[] difference = new double[400];
    Arrays.setAll(difference, i -> second[i] - first[i]);

    List<Interval> intervals = BOOTSTRAP.intervals(List.of(first, second, difference));

    // 3 points would drown in the spread of either recall; the queries that changed tell.
    assertThat(intervals.get(0).high()).isGreaterThan(intervals.get(1).low());
    assertThat(intervals.get(2).mean()).isCloseTo(.03, within(1e-12));
    assertThat(intervals.get(2).excludesZero()).isTrue();
    assertThat(intervals.get(2).high() - intervals.get(2).low())
        .isLessThan(intervals.get(0).high() - intervals.get(0).low());
  }

  @Test
  void noDifferenceIsFoundWhereGainsAndLossesBalance() {
    double[] difference = new double[100];
    for (int i = 0; i < 20; i++) {
      difference[i] = i % 2 == 0 ? 1 : -1;
    }
    assertThat(BOOTSTRAP.intervals(List.of(difference)).getFirst().excludesZero()).isFalse();
  }

  @Test
  void theSameSeedRepeatsTheIntervals() {
    List<double[]> statistics = List.of(hits(50, .3, 1), hits(50, .6, 2));
    assertThat(new Bootstrap(100, 4).intervals(statistics))
        .isEqualTo(new Bootstrap(100, 4).intervals(statistics))
        .isNotEqualTo(new Bootstrap(100, 5).intervals(statistics));
  }

  @Test
  void statisticsOfDifferentQueriesAreRefused() {
    assertThatThrownBy(() -> BOOTSTRAP.intervals(List.of(new double[3], new double[4])))
        .hasMessageContaining("[3, 4]");
  }

  private static double[] hits(int count, double rate, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] hits = new double[count];
    Arrays.setAll(hits, i -> random.nextDouble() < rate ? 1 : 0);
    return hits;
  }
}
