package org.crossview.sirnet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedBootstrapTest {
  private static final SeedBootstrap BOOTSTRAP = new SeedBootstrap(400, 1);

  @Test
  void aboutNineteenOfTwentyIntervalsOfThreeRunsHoldTheTruth() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    for (int trial = 0; trial < 300; trial++) {
      Interval interval = BOOTSTRAP.interval(runs(random, 3, 400, .6, .1));
      held += interval.low() <= .6 && .6 <= interval.high() ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(.92, 1.0);
  }

  @Test
  void runsThatDifferMakeTheIntervalWiderThanTheirQueriesAlone() {
    double[][] alike = {new double[100], new double[100], new double[100]};
    double[][] different = {new double[100], new double[100], new double[100]};
    for (int q = 0; q < 50; q++) {
      alike[0][q] = alike[1][q] = alike[2][q] = 1;
      different[0][q] = different[0][50 + q / 5] = different[1][q] = 1;
      different[2][q] = q < 40 ? 1 : 0;
    }
    assertThat(width(BOOTSTRAP.interval(different)))
        .isGreaterThan(1.5 * width(BOOTSTRAP.interval(alike)));
  }

  @Test
  void aSingleRunIsBootstrappedOverItsQueries() {
    double[] hits = new double[100];
    for (int q = 0; q < 30; q++) {
      hits[q] = 1;
    }
    Interval interval = BOOTSTRAP.interval(new double[][] {hits});
    assertThat(interval.mean()).isCloseTo(.3, within(1e-9));
    assertThat(interval.low()).isBetween(.17, .25);
    assertThat(interval.high()).isBetween(.35, .43);
  }

  @Test
  void runsOfDifferentQueriesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOOTSTRAP.interval(new double[][] {{1, 0}, {1}}))
        .withMessageContaining("[2, 1]");
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  /** Every query has a chance of its own; every run adds to all of them. */
  private static double[][] runs(
      SplittableRandom random, int runs, int queries, double mean, double spread) {
    double[][] values = new double[runs][queries];
    double[] ease = new double[queries];
    for (int q = 0; q < queries; q++) {
      ease[q] = mean + .15 * (2 * random.nextDouble() - 1);
    }
    for (double[] run : values) {
      double shift = spread * random.nextGaussian();
      for (int q = 0; q < queries; q++) {
        run[q] = random.nextDouble() < ease[q] + shift ? 1 : 0;
      }
    }
    return values;
  }
}
