package org.crossview.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.crossview.cli.CommandRun;
import org.crossview.cli.TestModels;
import org.crossview.cli.data.TinyData;
import org.crossview.cli.town.TownFolder;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private static Path shared;
  private static Path town;
  @TempDir private Path folder;

  @BeforeAll
  static void makeModelAndFolder() throws Exception {
    TestModels.untrained(shared.resolve("model"));
    town = shared.resolve("town");
    new TownFolder(Town.generate(new TownSettings(4, 20)), town, 2).write(2);
  }

  @Test
  void ownPanoramasAreAnsweredAsLocalizeAnswersAndTheirGalleryIsFoundAboveThem() throws Exception {
    Path panorama = town.resolve("panoramas/p00000.jpg");
    CommandRun run = run("--panorama=" + panorama);
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode query = json().get("queries").get(0);

    Path localized = folder.resolve("localized.json");
    CommandRun other =
        CommandRun.of(
            "localize",
            "--model=" + shared.resolve("model"),
            "--gallery=" + town,
            "--panorama=" + panorama,
            "--json=" + localized);
    assertThat(other.code()).isZero();
    JsonNode placement = new ObjectMapper().readTree(localized.toFile()).get(0);
    assertThat(query.get("step")).isEqualTo(placement.get("step"));
    for (int i = 0; i < 3; i++) {
      JsonNode candidate = query.get("candidates").get(i);
      JsonNode expected = placement.get("candidates").get(i);
      assertThat(candidate.get("tile")).isEqualTo(expected.get("tile"));
      assertThat(candidate.get("distance").doubleValue())
          .isCloseTo(expected.get("distance").doubleValue(), within(1e-5));
    }
    assertThat(query.get("truth").get("metres").doubleValue()).isZero();
    assertThat(query.get("truth").get("right").booleanValue()).isTrue();
  }

  @Test
  void everySheetThatIsPrintedIsAPictureAndIsNamedInTheJson() throws Exception {
    CommandRun run = run("--town-seed=4", "--tiles=20", "--query=3", "--query=11");
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    List<String> named = new ArrayList<>();
    json().get("sheets").forEach(sheet -> named.add(sheet.textValue()));
    for (JsonNode query : json().get("queries")) {
      query.get("pairs").forEach(pair -> named.add(pair.get("sheet").textValue()));
      boolean right = query.get("candidates").get(0).get("right").booleanValue();
      assertThat(query.get("pairs")).hasSize(right ? 1 : 2);
    }
    List<String> printed = new ArrayList<>(run.out().lines().toList());
    assertThat(printed).contains(folder.resolve("out/explain.json").toString());
    printed.remove(folder.resolve("out/explain.json").toString());
    assertThat(printed).containsExactlyInAnyOrderElementsOf(named);
    for (String sheet : printed) {
      assertThat(ImageIO.read(Path.of(sheet).toFile()).getWidth()).isGreaterThan(1000);
    }
  }

  @Test
  void everyStepHasItsMapsAndTheirCellsCoverTheImages() throws Exception {
    run("--town-seed=4", "--tiles=20", "--query=3");
    JsonNode pair = json().get("queries").get(0).get("pairs").get(0);
    JsonNode model = pair.get("models").get(0);
    assertThat(model.get("cosine")).hasSize(3);
    for (String view : List.of("ground", "aerial")) {
      assertThat(model.get(view)).hasSize(4);
      for (JsonNode map : model.get(view)) {
        assertThat(map.get("heat")).hasSize(8);
        double largest = 0;
        for (JsonNode row : map.get("heat")) {
          assertThat(row).hasSize(16);
          for (JsonNode cell : row) {
            assertThat(cell.doubleValue()).isNotNegative();
            largest = Math.max(largest, cell.doubleValue());
          }
        }
        assertThat(map.get("largest").doubleValue()).isEqualTo(largest);
      }
    }
    // The L2 distance and the cosine of unit vectors are one thing.
    JsonNode query = json().get("queries").get(0);
    double cosine = model.get("cosine").get(query.get("step").intValue() - 1).doubleValue();
    assertThat(query.get("candidates").get(0).get("distance").doubleValue())
        .isCloseTo(Math.sqrt(2 - 2 * cosine), within(1e-3));
  }

  @Test
  void theTruthIsFramedGreenAndOtherTilesRed() throws Exception {
    run("--town-seed=4", "--tiles=20", "--query=3");
    BufferedImage sheet = ImageIO.read(folder.resolve("out/retrieval.png").toFile());
    boolean inFirst = false;
    for (JsonNode candidate : json().get("queries").get(0).get("candidates")) {
      inFirst |= candidate.get("right").booleanValue();
    }
    // A frame of 6 pixels around 180 x 180.
    int frame = 4 * 6 * 186;
    assertThat(pixels(sheet, Sheet.Colours.RIGHT)).isBetween(frame, frame + 600);
    int wrong = inFirst ? 2 : 3;
    assertThat(pixels(sheet, Sheet.Colours.WRONG)).isBetween(wrong * frame, wrong * frame + 1800);
    assertThat(pixels(sheet, Sheet.Colours.UNKNOWN)).isLessThan(600);
  }

  @Test
  void ofAPanoramaWithoutARowNothingIsJudged() throws Exception {
    Path own = folder.resolve("own.jpg");
    Files.copy(town.resolve("panoramas/p00001.jpg"), own);
    CommandRun run =
        run(
            "--panorama=" + own,
            "--gallery=" + town,
            "--heading=20",
            "--projection=equirectangular");
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode query = json().get("queries").get(0);
    assertThat(query.get("truth").isNull()).isTrue();
    assertThat(query.get("pairs")).hasSize(1);
    assertThat(query.get("candidates").get(0).get("metres").isNull()).isTrue();
    BufferedImage sheet = ImageIO.read(folder.resolve("out/retrieval.png").toFile());
    assertThat(pixels(sheet, Sheet.Colours.RIGHT)).isZero();
    assertThat(pixels(sheet, Sheet.Colours.WRONG)).isZero();
  }

  @Test
  void aComparedModelLooksAtTheSamePair() throws Exception {
    CommandRun run = run("--pairs=" + town, "--query=1", "--compare=" + shared.resolve("model"));
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode models = json().get("queries").get(0).get("pairs").get(0).get("models");
    assertThat(models).hasSize(2);
    assertThat(models.get(1)).isEqualTo(models.get(0));
    String sheet = json().get("queries").get(0).get("pairs").get(0).get("sheet").textValue();
    assertThat(ImageIO.read(Path.of(sheet).toFile()).getHeight())
        .isGreaterThan(9 * HeatSheet.HEIGHT);
  }

  @Test
  void anUnusablePanoramaIsOneLineAndTheOthersAreExplained() throws Exception {
    Path broken = folder.resolve("broken.jpg");
    Files.writeString(broken, "no image");
    CommandRun run =
        run(
            "--panorama=" + broken,
            "--panorama=" + town.resolve("panoramas/p00000.jpg"),
            "--gallery=" + town,
            "--heading=0",
            "--projection=equirectangular");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains(broken.toString());
    assertThat(json().get("queries")).hasSize(1);
  }

  @Test
  void aBrokenTileIsNamedAndTheOthersAreTheGallery() throws Exception {
    TinyData.cvusa(folder.resolve("cvusa"), 1, 6);
    Path tile = TinyData.tileOfCvusa(folder.resolve("cvusa"), 4);
    Files.writeString(tile, "no image");
    String data = "--data=cvusa:" + folder.resolve("cvusa");

    CommandRun run = run(data, "--query=0");

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).startsWith(tile + ": ");
    assertThat(json().get("gallery").intValue()).isEqualTo(5);
    JsonNode query = json().get("queries").get(0);
    assertThat(query.get("candidates")).hasSize(3);
    assertThat(query.get("truth").get("tile").textValue()).contains("0000002");

    // Query 2 is that of the broken tile: the other one is explained, and the code says that one
    // is missing.
    CommandRun both = run(data, "--query=2", "--query=3");
    assertThat(both.code()).isEqualTo(1);
    assertThat(both.errors()).contains("0000004.jpg is left out: it or its tile cannot be used");
    assertThat(json().get("queries")).hasSize(1);
    assertThat(json().get("queries").get(0).get("truth").get("tile").textValue())
        .contains("0000005");

    assertRefused("no panorama that was asked for can be used", data, "--query=2");
  }

  @Test
  void aBrokenTileOfAFolderIsLeftOutForOwnPanoramas() throws Exception {
    Path copy = folder.resolve("town");
    new TownFolder(Town.generate(new TownSettings(4, 8)), copy, 2).write(2);
    Path tile = TinyData.files(copy.resolve("tiles"), ".jpg").getLast();
    Files.writeString(tile, "no image");

    CommandRun run = run("--panorama=" + copy.resolve("panoramas/p00000.jpg"));

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(json().get("gallery").intValue()).isEqualTo(7);
  }

  @Test
  void unusableInputIsOneLine() throws Exception {
    String panorama = "--panorama=" + town.resolve("panoramas/p00000.jpg");
    assertRefused("--town-seed N, --pairs DIR or --data NAME:ROOT with --query K");
    assertRefused("--query 20 is not there", "--town-seed=4", "--tiles=20", "--query=20");
    assertRefused("--town-seed names 2 towns; name one", "--town-seed=4,5", "--tiles=20");
    assertRefused("--panorama goes with --gallery", panorama, "--town-seed=4");
    assertRefused("--panorama goes with --gallery", panorama, "--query=1");
    assertRefused("belong to --panorama", "--town-seed=4", "--heading=5");
    assertRefused("name the gallery with --gallery", "--panorama=" + folder.resolve("x.jpg"));
    assertRefused("pairs.csv", panorama, "--gallery=" + folder);
    assertRefused("No model at", panorama, "--compare=" + folder);
    Files.writeString(folder.resolve("file"), "");
    assertRefused("--out", panorama, "--out=" + folder.resolve("file/out"));
  }

  @Test
  void aJsonFileThatCannotBeWrittenIsRefusedBeforeAnythingIsDrawn() {
    CommandRun run =
        run("--town-seed=4", "--tiles=20", "--json=" + folder.resolve("nowhere/x.json"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors()).contains("nowhere/x.json cannot be written");
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  private void assertRefused(String reason, String... options) {
    CommandRun run = run(options);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).startsWith("crossview explain: ").contains(reason);
  }

  private static int pixels(BufferedImage image, Color colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(folder.resolve("out/explain.json").toFile());
  }

  private CommandRun run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("explain"));
    arguments.add("--model=" + shared.resolve("model"));
    if (List.of(options).stream().noneMatch(option -> option.startsWith("--out="))) {
      arguments.add("--out=" + folder.resolve("out"));
    }
    return CommandRun.of(arguments, options);
  }
}
