package org.crossview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  static Stream<String> commands() {
    return Crossview.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfAndShowsDefaultsOnlyWhereThereAreSome(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.errors()).isEmpty();
    assertThat(run.out())
        .startsWith("Usage: crossview " + command)
        .contains("--help")
        .doesNotContain("Default: []", "Default: {}")
        .doesNotContain("null");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionHasOneDefaultAtMostAndNoneWhereItMustBeGiven(String command) {
    List<String> paragraphs =
        List.of(CommandRun.of(command, "--help").out().split("\\R(?= {2,6}-)"));
    assertThat(paragraphs)
        .allSatisfy(paragraph -> assertThat(paragraph.split("Default:")).hasSizeLessThan(3));
    for (OptionSpec option :
        Crossview.commandLine().getSubcommands().get(command).getCommandSpec().options()) {
      if (option.required()) {
        assertThat(paragraphs)
            .filteredOn(paragraph -> paragraph.strip().startsWith(option.longestName() + "="))
            .hasSize(1)
            .allSatisfy(paragraph -> assertThat(paragraph).doesNotContain("Default:"));
      }
    }
  }

  @Test
  void optionsOfSeveralValuesShowHowTheyAreWritten() {
    assertThat(CommandRun.of("train", "--help").out())
        .contains("--input=HxW", "--tile-width=METRES[-METRES]")
        .doesNotContain("HxW[");
    assertThat(CommandRun.of("ablate", "--help").out())
        .contains("--seeds=N[,N...]")
        .doesNotContain("N[,N...][");
  }
}
