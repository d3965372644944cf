package org.crossview.cli.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.crossview.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from a list to a report with networks of a few thousand weights. */
class AblateCommandIT {
  private static final String LIST =
      """
      title: Miniature
      config: small
      set:
        network.widthMultiplier: 0.03125
        network.outputChannels: 16
        network.groundHeight: 64
        network.groundWidth: 64
        network.dropout: 0
        training.steps: 8
        training.batch: 8
        training.group: 1
      seeds: [1, 2]
      data: {seed: 100000, towns: 1, pairs: 24, pitch: 10, tileWidth: [80, 80], aligned: true,
        validationSeed: 900000, validationPairs: 10}
      tests:
        aligned: {town: 5001, tiles: 30}
        distractors: {town: 5001, tiles: 30, distractors: "5002:20"}
      runs:
        height: {network.steps: 2}
        broken: {network.steps: 2, training.batch: 1000}
        cbam: {network.refinement: cbam, network.steps: 1}
      smoke: [cbam]
      smokeSet: {training.steps: 60, training.loss.betaWarmup: 0, training.learningRate.warmupSteps: 0}
      tables:
        - title: Everything
          rows:
            - {label: Height, measure: height, paper: [93.74]}
            - {label: Broken, measure: broken}
            - {label: CBAM, measure: cbam}
        - title: Distractors
          plot: recalls
          rows:
            - {label: without, measure: height}
            - {label: with, measure: height, test: distractors}
      findings:
        - {claim: The last step is better than the first, better: height@last, than: height@1}
        - {claim: Height is better than nothing, better: height, than: broken}
      """;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void aListIsTrainedTestedAndReportedAndWhatIsDoneIsNotDoneAgain() throws Exception {
    Path list = Files.writeString(folder.resolve("list.yaml"), LIST);
    Path out = folder.resolve("out");
    Path json = folder.resolve("figures.json");
    String[] command = {
      "ablate", list.toString(), "--out", out.toString(), "--json", json.toString()
    };

    CommandRun first = CommandRun.of(command);

    // One configuration cannot be trained; the others go on, and the exit code says so.
    assertThat(first.code()).as(first.errors()).isEqualTo(1);
    assertThat(first.errors()).contains("broken, seed 1 failed: A batch of 1000 pairs");
    assertThat(first.out())
        .contains(
            "The last step is better than the first: ",
            "Height is better than nothing: not measured here");
    JsonNode figures = MAPPER.readTree(json.toFile());
    assertThat(figures.at("/runs"))
        .extracting(run -> run.get("run").asText() + " " + run.get("state").asText())
        .containsExactly(
            "cbam done", "height done", "broken failed", "height done", "broken failed");
    assertThat(figures.at("/tables/0/rows/0/r1/bySeed")).hasSize(2);
    assertThat(Files.readString(out.resolve("report/report.md")))
        .contains("| CBAM | smoke run only |", "failed: A batch of 1000 pairs", "| cbam | falls |");
    assertThat(out.resolve("report/report.html")).isNotEmptyFile();
    assertThat(out.resolve("report/findings.png")).isNotEmptyFile();

    assertThatEvaluateAgrees(out.resolve("runs/height/seed-2/model"), figures);

    // A smoke run whose result is lost is judged by losses of its own again, not by none.
    Files.delete(out.resolve("runs/cbam/seed-1/result.json"));
    FileTime done = modified(out);
    CommandRun second = CommandRun.of(command);
    assertThat(second.code()).isEqualTo(1);
    assertThat(modified(out)).isEqualTo(done);
    assertThat(MAPPER.readTree(json.toFile()).at("/tables")).isEqualTo(figures.at("/tables"));
    assertThat(MAPPER.readTree(json.toFile()).at("/runs/0/state").asText()).isEqualTo("done");

    Files.writeString(list, LIST.replace("broken: {network.steps: 2, training.batch: 1000}", ""));
    assertThat(CommandRun.of("ablate", list.toString(), "--out", out.toString()).errors())
        .contains("names 'broken'");
    Files.writeString(list, LIST.replace("training.batch: 8", "training.batch: 4"));
    assertThat(CommandRun.of("ablate", list.toString(), "--out", out.toString()).errors())
        .contains("height, seed 1 failed", "other settings (now 'training.batch = 4')");
  }

  /** The same model, the same town: the same figures. */
  private void assertThatEvaluateAgrees(Path model, JsonNode figures) throws IOException {
    Path json = folder.resolve("evaluated.json");
    CommandRun evaluated =
        CommandRun.of(
            "evaluate",
            "--model",
            model.toString(),
            "--town-seed",
            "5001",
            "--tiles",
            "30",
            "--json",
            json.toString());
    assertThat(evaluated.code()).as(evaluated.errors()).isZero();
    JsonNode figuresOfModel = MAPPER.readTree(json.toFile());
    JsonNode row = figures.at("/tables/0/rows/0");
    for (String recall : new String[] {"r1", "r5", "r10", "r1percent"}) {
      // Ties count against the right tile in an ablation.
      JsonNode expected =
          figuresOfModel.get(recall.equals("r1") ? "pessimistic" : "ase").get(recall);
      assertThat(row.at("/" + recall + "/bySeed/1").asDouble())
          .isCloseTo(expected.asDouble(), within(1e-9));
    }
  }

  private static FileTime modified(Path out) throws IOException {
    return Files.getLastModifiedTime(out.resolve("runs/height/seed-1/result.json"));
  }
}
