package org.crossview.cli.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.cli.CommandRun;
import org.crossview.cli.data.TinyData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that ships, on miniatures of the data sets in the layout of their downloads. */
class AblateOnDataSetIT {
  private static final List<String> NARROW =
      List.of(
          "--set=network.widthMultiplier=0.03125",
          "--set=network.steps=2",
          "--set=network.groundHeight=64",
          "--set=network.groundWidth=128",
          "--set=training.steps=2",
          "--set=training.batch=4",
          "--set=training.threads=1",
          "--seeds=1");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aShippedListIsTrainedOnCvusaAndTestedWithTheDistractorsOfCvact() throws Exception {
    Path cvusa = TinyData.cvusa(Files.createDirectory(folder.resolve("cvusa")), 8, 5);
    Path cvact = TinyData.cvact(Files.createDirectory(folder.resolve("cvact")), 3, 50);
    Files.writeString(TinyData.panoramaOfCvusa(cvusa, 10), "no image");
    Path out = folder.resolve("out");
    Path json = folder.resolve("figures.json");

    CommandRun run =
        ablate("fig10", out, "--data=cvusa:" + cvusa, "--data=cvact:" + cvact, "--json=" + json);

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(Files.readString(out.resolve("report/report.md")))
        .contains(
            "Trained on cvusa.",
            "Test 'distractors': cvusa by its published protocol, and the tiles of cvact as distractors.",
            "The paper's figures are of the data set of the test");
    // Validated at step 1 and 2, on pairs that are tested: they choose nothing.
    assertThat(MAPPER.readTree(json.toFile()).at("/runs/0/exportedStep").asInt()).isEqualTo(2);
    JsonNode rows = MAPPER.readTree(json.toFile()).at("/tables/0/rows");
    Path model = out.resolve("runs/sirnet/seed-1/model");
    assertThatRowAgrees(rows.get(0), model, "--data=cvusa:" + cvusa);
    assertThatRowAgrees(
        rows.get(1), model, "--data=cvusa:" + cvusa, "--distractor-data=cvact:" + cvact);
  }

  @Test
  void aDataSetThatIsNotNamedIsAskedForBeforeAnythingIsTrained() {
    Path out = folder.resolve("out");

    CommandRun run = ablate("table4", out);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors())
        .hasLineCount(1)
        .contains("data needs the data set cvusa: say where it lies with --data cvusa:ROOT");
    assertThat(out).doesNotExist();
  }

  @Test
  void imageNetWeightsNeedRunsOfTheWidthOfVgg16() throws Exception {
    Path file = Files.writeString(folder.resolve("vgg16.h5"), "not read");

    CommandRun run = ablate("table4", folder.resolve("out"), "--vgg16=" + file);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors())
        .hasLineCount(1)
        .contains("--vgg16, run 'sirnet': network.widthMultiplier is 0.03125 and must be 1");
  }

  /** The same model, the same data: what {@code evaluate} prints. */
  private void assertThatRowAgrees(JsonNode row, Path model, String... data) throws Exception {
    Path json = folder.resolve("evaluated.json");
    List<String> command = new ArrayList<>(List.of("evaluate", "--model=" + model));
    command.addAll(List.of(data));
    command.add("--json=" + json);

    CommandRun run = CommandRun.of(command.toArray(String[]::new));

    assertThat(run.code()).as(run.errors()).isZero();
    JsonNode evaluated = MAPPER.readTree(json.toFile());
    for (String recall : new String[] {"r1", "r5", "r10", "r1percent"}) {
      // Ties count against the right tile in an ablation.
      JsonNode expected = evaluated.get(recall.equals("r1") ? "pessimistic" : "ase").get(recall);
      assertThat(row.at("/" + recall + "/bySeed/0").asDouble())
          .as(recall)
          .isCloseTo(expected.asDouble(), within(1e-9));
    }
  }

  private static CommandRun ablate(String list, Path out, String... options) {
    List<String> command = new ArrayList<>(List.of("ablate", list, "--base=cvusa", "--out=" + out));
    command.addAll(NARROW);
    command.addAll(List.of(options));
    return CommandRun.of(command.toArray(String[]::new));
  }
}
