package org.crossview.cli.ablate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.run.RunResult;
import org.crossview.sirnet.evaluation.Interval;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void aRowIsTheMeanOverTheSeedsWithTheirSpread() {
    Figures figures =
        new Figures(list(), List.of(result("a", 1, .50), result("a", 2, .60), result("a", 3, .70)));

    List<Figures.RecallOverSeeds> recalls = figures.row(row("a")).recalls();

    assertThat(recalls).hasSize(4);
    assertThat(recalls.getFirst().interval().mean()).isCloseTo(.6, within(1e-9));
    assertThat(recalls.getFirst().spread()).hasValueCloseTo(.1, within(1e-9));
    assertThat(recalls.getFirst().bySeed()).containsExactly(.5, .6, .7);
  }

  @Test
  void aDifferenceIsPairedBySeedAndLeavesOutSeedsThatOnlyOneSideHas() {
    Figures figures =
        new Figures(
            list(),
            List.of(
                result("a", 1, .50),
                result("a", 2, .70),
                result("a", 3, .90),
                result("b", 1, .40),
                result("b", 2, .60)));

    Figures.Finding finding = figures.finding(finding("a", "b"));

    assertThat(finding.bySeed()).hasSize(2).allMatch(d -> Math.abs(d - .1) < 1e-9);
    assertThat(finding.verdict()).contains(Figures.Verdict.HOLDS);
  }

  @Test
  void aFindingAboutARunThatIsNotDoneHasNoVerdict() {
    Figures figures = new Figures(list(), List.of(result("a", 1, .5)));

    assertThat(figures.finding(finding("a", "b")).verdict()).isEmpty();
    assertThat(figures.row(row("b")).recalls()).isEmpty();
  }

  @Test
  void aVerdictFollowsTheIntervalFirstAndTheSeedsWhereItHoldsZero() {
    assertThat(verdict(.01, .05, .03, .02)).isEqualTo(Figures.Verdict.HOLDS);
    assertThat(verdict(-.05, -.01, -.03, -.02)).isEqualTo(Figures.Verdict.CONTRARY);
    assertThat(verdict(-.01, .05, .03, .02)).isEqualTo(Figures.Verdict.LEANS);
    assertThat(verdict(-.05, .01, -.03, -.02)).isEqualTo(Figures.Verdict.LEANS_AGAINST);
    assertThat(verdict(-.01, .05, .03, -.02)).isEqualTo(Figures.Verdict.UNDECIDED);
  }

  @Test
  void oneSeedIsNotJudgedHoweverClearItIsOverTheQueries() {
    Figures figures = new Figures(list(), List.of(result("a", 1, .9), result("b", 1, .1)));

    Figures.Finding finding = figures.finding(finding("a", "b"));

    assertThat(finding.difference().orElseThrow().low()).isPositive();
    assertThat(finding.verdict()).contains(Figures.Verdict.ONE_SEED);
    assertThat(figures.finding(finding("b", "a")).verdict()).contains(Figures.Verdict.ONE_SEED);
    assertThat(figures.row(row("a")).recalls().getFirst().spread()).isEmpty();
  }

  private static Figures.Verdict verdict(double low, double high, Double... bySeed) {
    return Figures.verdict(new Interval((low + high) / 2, low, high), List.of(bySeed));
  }

  /** A run that finds so many of a hundred queries, the first ones. */
  private static RunResult result(String run, long seed, double recall) {
    int[][] ranks = new int[100][1];
    for (int q = (int) Math.round(100 * recall); q < 100; q++) {
      ranks[q][0] = 50;
    }
    int[] halted = new int[100];
    Arrays.fill(halted, 1);
    return new RunResult(
        run,
        seed,
        10,
        10,
        .1,
        new RunResult.Shape("64 x 64", "64 x 64", 1, 256, 1000, 1000),
        List.of(2.0, 1.0),
        "tests",
        Map.of("aligned", new RunResult.TestResult("town 1", 100, 1, ranks, halted)));
  }

  private static AblationList list() {
    return new AblationList(
        "t",
        null,
        "small",
        Map.of(),
        List.of(1L),
        null,
        Map.of("aligned", new AblationList.TestSpec(null, 1, 100, false, 0, null)),
        Map.of("a", Map.of(), "b", Map.of()),
        List.of(),
        Map.of(),
        List.of(),
        List.of());
  }

  private static AblationList.RowSpec row(String measure) {
    return new AblationList.RowSpec("label", null, measure, null, null);
  }

  private static AblationList.FindingSpec finding(String better, String than) {
    return new AblationList.FindingSpec("claim", better, than, null, null);
  }
}
