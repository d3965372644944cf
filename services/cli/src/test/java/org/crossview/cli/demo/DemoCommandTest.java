package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.crossview.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is started. */
class DemoCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--seed=2", "--tiles=50", "--cache=kept"})
  void whatBelongsToATownIsRefusedBesidePairs(String option) {
    CommandRun run = CommandRun.of("demo", "--pairs=" + folder, option);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains(option.replace('=', ' ') + " belongs to a town");
  }

  @Test
  void theDefaultsOfATownAreNotRefusedBesidePairs() {
    CommandRun run = CommandRun.of("demo", "--pairs=" + folder, "--seconds=5");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors()).contains("pairs.csv");
  }

  @Test
  void aTownWithoutAWholeStreetIsRefused() {
    CommandRun run = CommandRun.of("demo", "--tiles=4", "--cache=" + folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("--tiles 4 cover no whole street for vehicles");
  }

  @Test
  void noTimeAtAllIsAWrongArgument() {
    CommandRun run = CommandRun.of("demo", "--seconds=0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors()).contains("--seconds and --rate more than 0; got 5, 0.0, 1.0");
  }
}
