package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.crossview.cli.Crossview;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Training in a process of its own, which is killed as {@code kill -9} does. */
class KilledTrainingIT {
  private static final int STEPS = 60;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aKilledRunThatIsTakenUpAgainHasTheLossesAndTheModelOfAnUninterruptedOne() throws Exception {
    Path killed = folder.resolve("killed");
    Process process = train(killed);
    try {
      waitForStep(process, killed, 20);
      // Somewhere behind the checkpoint, so that there are steps to go through again.
      Thread.sleep(100);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
    long reached = step(killed);
    assertThat(reached).isBetween(20L, STEPS - 1L);
    assertThat(killed.resolve("model")).doesNotExist();

    assertThat(train(killed).waitFor()).isZero();
    Path whole = folder.resolve("whole");
    assertThat(train(whole).waitFor()).isZero();

    assertThat(metrics(killed)).isEqualTo(metrics(whole));
    // The version is a digest of the weights among others.
    assertThat(version(killed)).isEqualTo(version(whole));
  }

  private Process train(Path out) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Crossview.class.getName());
    command.add("train");
    command.addAll(List.of("--out", out.toString(), "--cache", folder.toString()));
    command.addAll(List.of("--steps", "" + STEPS, "--validate-every", "10", "--batch", "8"));
    command.addAll(List.of("--towns", "1", "--pairs", "24", "--validation-pairs", "10"));
    command.addAll(List.of("--width", "0.03125", "--input", "64x64", "--readers", "2"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(out.getFileName() + ".log").toFile())
        .start();
  }

  private void waitForStep(Process process, Path run, long step) throws Exception {
    while (step(run) < step) {
      assertThat(process.isAlive())
          .as(() -> "the training ended before it could be killed: see the log in " + folder)
          .isTrue();
      Thread.sleep(10);
    }
  }

  private static long step(Path run) throws IOException {
    Path state = run.resolve("checkpoint/state.properties");
    Properties properties = new Properties();
    if (Files.exists(state)) {
      try (var in = Files.newBufferedReader(state)) {
        properties.load(in);
      }
    }
    return Long.parseLong(properties.getProperty("step", "0"));
  }

  /** Without the time a step took, which is never the same. */
  private static List<JsonNode> metrics(Path run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode entry = MAPPER.readTree(line);
      ((com.fasterxml.jackson.databind.node.ObjectNode) entry).remove("secondsPerStep");
      lines.add(entry);
    }
    assertThat(lines).hasSize(STEPS / 10 * 2);
    return lines;
  }

  private static String version(Path run) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(run.resolve("model/model.properties"))) {
      properties.load(in);
    }
    assertThat(properties.getProperty("version")).isNotBlank();
    return properties.getProperty("version");
  }
}
