package org.crossview.cli.ablate.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.training.TrainingSettings;
import org.junit.jupiter.api.Test;

class PlannedRunTest {
  @Test
  void aLongRunIsValidatedAndSavedAsOftenAsItsSettingsSay() {
    TrainingSettings training = run("cvusa", Map.of()).ofSteps(111_000).training();

    assertThat(training.validateEvery()).isEqualTo(1110);
    assertThat(training.checkpointEvery()).isEqualTo(1110);
  }

  @Test
  void aShortRunIsValidatedFourTimesAndSavedTwelveTimes() {
    TrainingSettings training = run("common", Map.of()).ofSteps(120).training();

    assertThat(training.validateEvery()).isEqualTo(30);
    assertThat(training.checkpointEvery()).isEqualTo(10);
  }

  @Test
  void whatAListSaysOfItTakesEffectAndZeroStaysOneAtTheEnd() {
    TrainingSettings training =
        run("common", Map.of("training.validateEvery", "7", "training.checkpointEvery", "0"))
            .ofSteps(4000)
            .training();

    assertThat(training.validateEvery()).isEqualTo(7);
    assertThat(training.checkpointEvery()).isZero();
  }

  @Test
  void averagesOfARunBeforeAreRefusedSinceARunOfAnAblationStartsFromNone() {
    Map<String, String> frozen =
        Map.of("training.batchNormalization", "true", "training.frozenAverages", "true");

    assertThatThrownBy(() -> run("common", frozen))
        .isInstanceOf(UserErrorException.class)
        .hasMessageStartingWith("run 'sirnet' of table4: training.frozenAverages normalises")
        .hasMessageEndingWith("leave it out");
  }

  private static PlannedRun run(String base, Map<String, String> settings) {
    AblationList list = ListReader.read("table4", base).withSettings(settings);
    return PlannedRun.all("table4", list, List.of(1L)).getFirst();
  }
}
