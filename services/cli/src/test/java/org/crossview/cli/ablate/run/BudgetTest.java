package org.crossview.cli.ablate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.ListReader;
import org.crossview.cli.ablate.list.PlannedRun;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final AblationList LIST = ListReader.read("towns", ListReader.COMMON);
  private static final Budget.Images IMAGES = new Budget.Images(600, 8000);
  private static final List<PlannedRun> RUNS = PlannedRun.all("towns", LIST, List.of(1L, 2L, 3L));

  @Test
  void allRunsTogetherTakeNoLongerThanTheBudget() {
    Map<String, Double> speeds = speeds(.2);

    int steps = Budget.fitting(RUNS, speeds, 7200, IMAGES);

    double training =
        RUNS.stream()
            .filter(run -> !run.smoke())
            .mapToDouble(run -> steps * speeds.get(run.name()))
            .sum();
    assertThat(steps).isPositive();
    assertThat(training).isBetween(.5 * 7200, .9 * 7200);
  }

  @Test
  void aSlowerMachineGetsFewerStepsAndMoreTimeGetsMore() {
    int steps = Budget.fitting(RUNS, speeds(.2), 7200, IMAGES);

    assertThat(Budget.fitting(RUNS, speeds(.4), 7200, IMAGES)).isLessThan(steps / 2 + 1);
    assertThat(Budget.fitting(RUNS, speeds(.2), 14_400, IMAGES)).isGreaterThan(2 * steps);
  }

  @Test
  void aRunThatCouldNotBeMeasuredTakesNothingFromTheOthers() {
    Map<String, Double> some = speeds(.2);
    some.remove("width");

    assertThat(Budget.fitting(RUNS, some, 7200, IMAGES))
        .isGreaterThan(Budget.fitting(RUNS, speeds(.2), 7200, IMAGES));
  }

  @Test
  void validationsThatTheSettingsAskForTakeTheirTime() {
    AblationList often = LIST.withSettings(Map.of("training.validateEvery", "10"));
    List<PlannedRun> runs = PlannedRun.all("towns", often, List.of(1L, 2L, 3L));

    // 600 images every 10 steps of 32 images each, at three tenths of the cost.
    double whole = Budget.fitting(RUNS, speeds(.2), 7200, IMAGES);
    assertThat((double) Budget.fitting(runs, speeds(.2), 7200, IMAGES))
        .isCloseTo(whole / 1.55, withinPercentage(2));
  }

  private static Map<String, Double> speeds(double seconds) {
    Map<String, Double> speeds = new TreeMap<>();
    LIST.runs().keySet().forEach(name -> speeds.put(name, seconds));
    return speeds;
  }
}
