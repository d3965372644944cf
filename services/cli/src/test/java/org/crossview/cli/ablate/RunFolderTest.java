package org.crossview.cli.ablate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.crossview.cli.terminal.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final String SETTINGS =
      """
      network.steps = 3
      training.threads = auto
      training.readers = 1
      evaluation.ase = true
      """;

  @TempDir private Path folder;

  @Test
  void aRunGoesOnWithOtherThreadsButNotWithAnotherNetwork() throws Exception {
    RunFolder run = new RunFolder(folder.resolve("run"));
    run.claim(SETTINGS);

    run.claim(
        SETTINGS
            .replace("auto", "2")
            .replace("readers = 1", "readers = 8")
            .replace("ase = true", "ase = false"));

    assertThatThrownBy(() -> run.claim(SETTINGS.replace("steps = 3", "steps = 2")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("now 'network.steps = 2'");
  }
}
