package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.crossview.cli.CommandRun;
import org.crossview.cli.Crossview;
import org.crossview.cli.Home;
import org.crossview.cli.RealPairs;
import org.crossview.cli.TestModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandIT {
  private static final int SERVICES_AND_REDIS = 7;
  @TempDir private static Path shared;
  private static String model;
  @TempDir private Path folder;

  @BeforeAll
  static void exportModel() {
    TestModels.untrained(shared.resolve("model"));
    model = shared.resolve("model").toString();
  }

  @Test
  void aFleetInATownEndsWithOneOutcomeForEveryPanorama() throws Exception {
    Path json = folder.resolve("demo.json");
    CommandRun run =
        CommandRun.of(
            "demo",
            "--vehicles=2",
            "--seconds=4",
            "--rate=2",
            "--seed=9",
            "--tiles=40",
            "--model=" + model,
            "--cache=" + shared.resolve("cache"),
            "--json=" + json);

    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    assertThat(result.get("sent").intValue()).isEqualTo(16);
    assertThat(result.get("geotagged").intValue()).isEqualTo(16);
    assertThat(result.get("missing").intValue()).isZero();
    assertThat(result.get("duplicates").intValue()).isZero();
    assertThat(result.get("tiles").intValue()).isEqualTo(40);
    assertThat(result.get("medianErrorMeters").isNumber()).isTrue();
    assertThat(result.get("latencyMs").get("p99").doubleValue()).isPositive();
  }

  @Test
  void everyRealPanoramaEndsAsAGeotag() throws Exception {
    Path json = folder.resolve("pairs.json");
    CommandRun run =
        CommandRun.of(
            "demo", "--pairs=" + RealPairs.folder(), "--model=" + model, "--json=" + json);

    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    assertThat(result.get("sent").intValue()).isEqualTo(18);
    assertThat(result.get("geotagged").intValue()).isEqualTo(18);
    assertThat(result.get("tiles").intValue()).isEqualTo(28);
  }

  @Test
  void ctrlCLeavesNoProcessBehind() throws Exception {
    Process demo =
        new ProcessBuilder(
                // A shell starts what runs in its background deaf to Ctrl-C,
                // and children inherit that.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcrossview.home=" + Home.folder(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Crossview.class.getName(),
                "demo",
                "--tiles=40",
                "--seed=9",
                "--model=" + model,
                "--cache=" + shared.resolve("cache"))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8))) {
      awaitLine(out, "importing");
      List<ProcessHandle> children =
          demo.descendants().filter(p -> !p.info().command().orElse("").endsWith("/sh")).toList();
      assertThat(children).hasSizeGreaterThanOrEqualTo(SERVICES_AND_REDIS);

      new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();

      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(demo.exitValue()).isEqualTo(130);
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    } finally {
      demo.destroyForcibly();
    }
  }

  @Test
  void aFolderWithoutPairsIsRefusedInOneLineBeforeAnythingStarts() {
    CommandRun run = CommandRun.of("demo", "--pairs=" + folder, "--model=" + model);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("pairs.csv");
  }

  @Test
  void aMissingModelIsRefusedInOneLine() {
    CommandRun run = CommandRun.of("demo", "--model=" + folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("model.properties");
  }

  @Test
  void wrongArgumentsHaveTheirOwnExitCode() {
    assertThat(CommandRun.of("demo", "--vehicles=0", "--model=" + model).code()).isEqualTo(2);
    assertThat(CommandRun.of("demo", "--unknown").code()).isEqualTo(2);
    assertThat(CommandRun.of("demo", "--help").code()).isZero();
  }

  private static void awaitLine(BufferedReader out, String part) throws Exception {
    StringBuilder seen = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(part)) {
        return;
      }
    }
    throw new AssertionError("the demo ended without '" + part + "':\n" + seen);
  }
}
