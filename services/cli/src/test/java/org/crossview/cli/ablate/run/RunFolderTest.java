package org.crossview.cli.ablate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.configuration.Configuration;
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

  @Test
  void aRunFromBeforePanoramasCouldBeNarrowedGoesOnAsItWas() throws Exception {
    Configuration small = Configuration.load("small");
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    whole.claim(small.text().replaceAll("(?m)^training.augmentation.view.*\\n", ""));

    whole.claim(small.text());

    String turned = "training.augmentation.view.turned";
    Configuration other = small.with(Map.of(turned, "true"), "a test");
    assertThatThrownBy(() -> whole.claim(other.text()))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("now '" + turned + " = true'");
  }

  @Test
  void aResultWithoutAKeyIsNamedWithItsFile() throws Exception {
    RunFolder run = new RunFolder(folder);
    RunResult.Shape shape = new RunResult.Shape("64 x 64", "64 x 64", 1, 256, 1000, 1000);
    RunResult.TestResult test =
        new RunResult.TestResult("town 1", 100, 1, new int[][] {{0}}, new int[] {1});
    run.keep(
        new RunResult("a", 1, 10, 10, .1, shape, List.of(2.0), "tests", Map.of("aligned", test)));
    assertThat(run.result().orElseThrow().tests().get("aligned").k(3)).isEqualTo(1);

    Path file = folder.resolve("result.json");
    Files.writeString(file, Files.readString(file).replace("\"onePercent\":1,", ""));

    assertThatThrownBy(run::result)
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("'onePercent'")
        .hasMessageContaining("Delete it");
  }
}
