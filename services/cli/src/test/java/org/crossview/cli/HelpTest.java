package org.crossview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
