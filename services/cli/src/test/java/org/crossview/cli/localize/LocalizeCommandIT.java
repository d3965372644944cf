package org.crossview.cli.localize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.cli.CommandRun;
import org.crossview.cli.RealPairs;
import org.crossview.cli.TestModels;
import org.crossview.cli.town.TownFolder;
import org.crossview.imaging.folder.FolderPanorama;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalizeCommandIT {
  @TempDir private static Path shared;
  private static Path town;
  private static String model;
  @TempDir private Path folder;

  @BeforeAll
  static void makeTownAndModel() throws Exception {
    TestModels.untrained(shared.resolve("model"));
    model = shared.resolve("model").toString();
    town = shared.resolve("town");
    new TownFolder(Town.generate(new TownSettings(4, 20)), town, 2).write(2);
  }

  @Test
  void panoramasOfAFolderArePlacedWithTheHeadingOfTheirRow() throws Exception {
    Path json = folder.resolve("out.json");
    Path geoJson = folder.resolve("out.geojson");
    CommandRun run =
        localize(
            town,
            "--panorama=" + town.resolve("panoramas/p00000.jpg"),
            "--panorama=" + town.resolve("panoramas/p00001.jpg"),
            "--json=" + json,
            "--geojson=" + geoJson);

    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("position", "confidence", "step", "tile 3", "of 2 at their own");
    JsonNode list = new ObjectMapper().readTree(json.toFile());
    assertThat(list).hasSize(2);
    JsonNode first = list.get(0);
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly("panorama", "tile", "lat", "lon", "confidence", "step", "candidates");
    assertThat(first.get("candidates")).hasSize(3);
    assertThat(first.get("candidates").get(0).get("tile")).isEqualTo(first.get("tile"));
    assertThat(first.get("confidence").doubleValue()).isBetween(.5, 1.0);
    JsonNode point = new ObjectMapper().readTree(geoJson.toFile()).get("features").get(0);
    assertThat(point.get("geometry").get("coordinates").get(0)).isEqualTo(first.get("lon"));
    assertThat(point.get("geometry").get("coordinates").get(1)).isEqualTo(first.get("lat"));
  }

  @Test
  void theHeadingChangesTheAnswer() throws Exception {
    String panorama = "--panorama=" + town.resolve("panoramas/p00000.jpg");
    JsonNode asInRow = json(localizeTo(panorama));
    JsonNode turned = json(localizeTo(panorama, "--heading=123"));
    assertThat(turned.get(0).get("candidates")).isNotEqualTo(asInRow.get(0).get("candidates"));
  }

  @Test
  void everyRealPanoramaIsPlaced() throws Exception {
    Path real = RealPairs.folder();
    List<String> options = new ArrayList<>();
    for (FolderPanorama panorama : PairsFolder.read(real).panoramas()) {
      options.add("--panorama=" + panorama.file());
    }
    Path json = folder.resolve("real.json");
    options.add("--json=" + json);
    CommandRun run = localize(real, options.toArray(String[]::new));

    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(new ObjectMapper().readTree(json.toFile())).hasSize(18);
    assertThat(run.out()).contains("of 18 at their own tile");
  }

  @Test
  void anUnusableImageIsOneLineAndTheOthersArePlaced() throws Exception {
    Path broken = folder.resolve("broken.jpg");
    Files.writeString(broken, "no image");
    CommandRun run =
        localize(
            town,
            "--panorama=" + broken,
            "--panorama=" + town.resolve("panoramas/p00000.jpg"),
            "--heading=0",
            "--projection=equirectangular");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains(broken.toString()).doesNotContain("Exception");
    assertThat(run.out()).contains("p00000.jpg");
  }

  @Test
  void anAnswerThatCannotBeWrittenIsRefusedBeforeTheWork() {
    CommandRun run =
        localize(
            town,
            "--panorama=" + town.resolve("panoramas/p00000.jpg"),
            "--geojson=" + folder.resolve("nowhere/out.geojson"));

    assertThat(run.code()).isNotZero();
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("nowhere/out.geojson cannot be written");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aPanoramaThatIsNowhereIsOneLine() {
    CommandRun run = localize(town, "--panorama=" + folder.resolve("none.jpg"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("none.jpg: there is no such file");
  }

  @Test
  void aPanoramaWithoutARowNeedsItsHeadingSaid() throws Exception {
    Path own = folder.resolve("own.jpg");
    Files.copy(town.resolve("panoramas/p00000.jpg"), own);
    CommandRun run = localize(town, "--panorama=" + own, "--projection=equirectangular");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors()).contains("own.jpg has no row in pairs.csv; say --heading");
    assertThat(
            localize(town, "--panorama=" + own, "--projection=equirectangular", "--heading=0")
                .code())
        .isZero();
  }

  @Test
  void anUnknownProjectionIsNamedWithTheSupportedOnes() {
    CommandRun run =
        localize(
            town, "--panorama=" + town.resolve("panoramas/p00000.jpg"), "--projection=fisheye");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors()).contains("fisheye", "equirectangular");
  }

  @Test
  void aGalleryThatIsNoneIsOneLine() {
    CommandRun run = localize(folder, "--panorama=x.jpg");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("pairs.csv");
  }

  private String[] localizeTo(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json=" + folder.resolve("out.json"));
    return all.toArray(String[]::new);
  }

  private JsonNode json(String[] options) throws Exception {
    assertThat(localize(town, options).code()).isZero();
    return new ObjectMapper().readTree(folder.resolve("out.json").toFile());
  }

  private static CommandRun localize(Path gallery, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("localize", "--gallery=" + gallery, "--model=" + model));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
