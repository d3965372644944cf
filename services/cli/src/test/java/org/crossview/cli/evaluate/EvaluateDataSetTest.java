package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.cli.CommandRun;
import org.crossview.cli.RealPairs;
import org.crossview.cli.TestModels;
import org.crossview.cli.data.TinyData;
import org.crossview.cli.town.TownFolder;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets in the layout of their downloads, from their files to the figures. */
class EvaluateDataSetTest {
  @TempDir private static Path shared;
  @TempDir private Path root;
  @TempDir private Path folder;

  @BeforeAll
  static void makeModel() {
    TestModels.untrained(shared.resolve("model"));
  }

  @Test
  void brokenAndMissingImagesAreNamedAndTheirPairsLeftOut() throws Exception {
    TinyData.cvusa(root, 1, 6);
    Files.delete(TinyData.panoramaOfCvusa(root, 3));
    Files.writeString(TinyData.panoramaOfCvusa(root, 4), "no image");
    Files.writeString(TinyData.tileOfCvusa(root, 6), "no image");

    CommandRun run = run("--data=cvusa:" + root);
    assertThat(run.code()).isZero();
    assertThat(run.errors().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith(TinyData.panoramaOfCvusa(root, 3) + ": there is no"))
        .anyMatch(line -> line.startsWith(TinyData.panoramaOfCvusa(root, 4) + ": "))
        .anyMatch(line -> line.startsWith(TinyData.tileOfCvusa(root, 6) + ": "));
    assertThat(run.out())
        .contains("CVUSA val: 3 queries, 3 tiles, 1 % is K = 1")
        .contains("3 images left out: 1 missing, 2 broken");
    JsonNode json = json();
    assertThat(json.get("gallery").intValue()).isEqualTo(3);
    assertThat(json.get("leftOut").get("missing").intValue()).isEqualTo(1);
    assertThat(json.get("leftOut").get("broken").intValue()).isEqualTo(2);
  }

  @Test
  void theTestSetOfCvactAcceptsWhatLiesWithinFiveMetresAndHasThePublishedK() throws Exception {
    // All within 5 m of each other: whatever comes first is right.
    TinyData.cvact(root, 4, 1);
    run("--data=cvact-test:" + root);
    JsonNode test = json();
    assertThat(test.get("dataset").textValue()).isEqualTo("CVACT_test");
    assertThat(test.get("k1percent").intValue()).isEqualTo(88);
    assertThat(test.get("ase").get("r1").doubleValue()).isEqualTo(1);

    run("--data=cvact:" + root);
    JsonNode val = json();
    assertThat(val.get("dataset").textValue()).isEqualTo("CVACT_val");
    assertThat(val.get("k1percent").intValue()).isEqualTo(1);
    assertThat(val.get("ase").get("r1").doubleValue())
        .as("an untrained network does not tell them apart")
        .isLessThan(1);
  }

  @Test
  void tilesOfAnotherDataSetAreDistractors() throws Exception {
    Path cvact = TinyData.cvact(folder.resolve("cvact"), 5, 20);
    TinyData.cvusa(root, 1, 3);
    run("--data=cvusa:" + root, "--distractor-data=cvact-val:" + cvact);
    JsonNode json = json();
    assertThat(json.get("queries").intValue()).isEqualTo(3);
    assertThat(json.get("gallery").intValue()).isEqualTo(8);
    assertThat(json.get("dataset").textValue()).isEqualTo("CVUSA val, with 5 tiles of CVACT_val");
  }

  @Test
  void tilesOfTheGalleryAreNoDistractorsUnderWhateverNameTheirFolderGoes() throws Exception {
    Path town = folder.resolve("town");
    new TownFolder(Town.generate(new TownSettings(4, 12)), town, 1).write(3);
    Path other = folder.resolve("other");
    new TownFolder(Town.generate(new TownSettings(5, 12)), other, 1).write(3);
    Path link = Files.createSymbolicLink(folder.resolve("link"), town);
    String first = "the tile " + town.toRealPath().resolve("tiles/t4-00000.jpg");
    String queries = "--data=pairs:" + town;

    for (Path name : List.of(town.resolve("../town"), link)) {
      assertRefused(
          "--distractor-data: %s of pairs %s is in the gallery of pairs %s already; name a data set of"
                  .formatted(first, name, town)
              + " other tiles",
          queries,
          "--distractor-data=pairs:" + name);
    }
    assertRefused(first, queries, "--distractor-town=9:10", "--distractor-data=pairs:" + link);
    // With the town named first the galleries' names differ; the data set's is still compared.
    assertRefused(
        "is the data set of the queries",
        queries,
        "--distractor-town=9:10",
        "--distractor-data=pairs:" + town);
    assertThat(run(queries, "--distractor-data=pairs:" + other).code()).isZero();
    assertThat(json().get("gallery").intValue()).isEqualTo(24);
  }

  @Test
  void whatCannotBeEvaluatedIsOneLineAndCodeTwo() throws Exception {
    TinyData.cvusa(root, 1, 2);
    assertRefused("--data: 'nothing' names no data set", "--data=nothing");
    assertRefused(
        "splits: there is no such folder; the root of VIGOR",
        "--data=vigor:" + root.resolve("bingmap"));
    assertRefused(
        "is the data set of the queries",
        "--data=cvusa:" + root,
        "--distractor-data=cvusa:" + root);
    assertRefused("--fine belongs to --town-seed", "--data=cvusa:" + root, "--fine");
    assertRefused("the gallery of --data", "--data=cvusa:" + root, "--tiles=2000");
    Files.writeString(TinyData.tileOfCvusa(root, 2), "no image");
    Files.writeString(TinyData.tileOfCvusa(root, 3), "no image");
    assertRefused(
        "no panorama of CVUSA val can be used with its tile; the first image at fault is "
            + TinyData.tileOfCvusa(root, 2),
        "--data=cvusa:" + root);
  }

  @Test
  void theNativePairsOfCvusaGoThrough() throws Exception {
    Path pairs = RealPairs.folder().resolve("cvusa");
    List<String> ids = ids(pairs);
    assertThat(ids).hasSize(5);
    List<String> rows = new ArrayList<>();
    for (String id : ids) {
      copy(pairs.resolve(id + "_ground.jpg"), root.resolve("streetview/panos/" + id + ".jpg"));
      copy(pairs.resolve(id + "_aerial.jpg"), root.resolve("bingmap/19/" + id + ".jpg"));
      rows.add("bingmap/19/%1$s.jpg,streetview/panos/%1$s.jpg,x.png".formatted(id));
    }
    Files.createDirectories(root.resolve("splits"));
    Files.write(root.resolve("splits/val-19zl.csv"), rows);

    assertWholeAndEvaluated("cvusa-val:" + root, 5);
  }

  @Test
  void theNativePairsOfCvactGoThrough() throws Exception {
    Path pairs = RealPairs.folder().resolve("cvact");
    List<String> ids = ids(pairs);
    assertThat(ids).hasSize(3);
    for (String id : ids) {
      Path small = root.resolve("ANU_data_small");
      copy(pairs.resolve(id + "_ground.jpg"), small.resolve("streetview/" + id + "_grdView.jpg"));
      copy(
          pairs.resolve(id + "_aerial.jpg"),
          small.resolve("satview_polish/" + id + "_satView_polish.jpg"));
    }
    TinyData.table(root.resolve("ACT_data.mat"), ids, 100);

    assertWholeAndEvaluated("cvact-val:" + root, 3);
  }

  private void assertWholeAndEvaluated(String data, int pairs) throws Exception {
    CommandRun check = CommandRun.of("data", data, "--decode");
    assertThat(check.out())
        .contains("%1$d panoramas named, %1$d there with a right tile; %1$d tiles".formatted(pairs))
        .contains("0 images missing, 0 broken");
    CommandRun run = run("--data=" + data);
    assertThat(run.errors()).isEmpty();
    assertThat(json().get("queries").intValue()).isEqualTo(pairs);
    assertThat(json().get("gallery").intValue()).isEqualTo(pairs);
  }

  private static List<String> ids(Path folder) throws IOException {
    return TinyData.files(folder, "_ground.jpg").stream()
        .map(file -> file.getFileName().toString().replace("_ground.jpg", ""))
        .toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private CommandRun run(String... options) {
    return CommandRun.of(
        List.of(
            "evaluate",
            "--model=" + shared.resolve("model"),
            "--json=" + folder.resolve("out.json")),
        options);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out.json").toFile());
  }

  private void assertRefused(String reason, String... options) {
    CommandRun run = run(options);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).startsWith("crossview evaluate: ").contains(reason);
  }
}
