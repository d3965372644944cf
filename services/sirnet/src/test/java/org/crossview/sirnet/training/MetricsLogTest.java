package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
  @TempDir Path folder;

  @Test
  void whatAKilledRunWroteAfterItsCheckpointIsForgotten() throws Exception {
    Path file = folder.resolve("metrics.jsonl");
    MetricsLog log = new MetricsLog(file);
    for (int step = 10; step <= 40; step += 10) {
      log.step(new TrainingListener.Progress(step, 100, 1.5, 1e-3, .1, Duration.ZERO));
    }
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, String.join("\n", lines) + "\n{\"step\":5,\"lo");

    log.keepUntil(20);

    assertThat(Files.readAllLines(file)).containsExactlyElementsOf(lines.subList(0, 2));
  }

  @Test
  void aRunFromTheBeginningForgetsEverything() throws Exception {
    Path file = folder.resolve("metrics.jsonl");
    MetricsLog log = new MetricsLog(file);
    log.step(new TrainingListener.Progress(10, 100, 1.5, 1e-3, .1, Duration.ZERO));

    log.keepUntil(0);

    assertThat(file).isEmptyFile();
  }
}
