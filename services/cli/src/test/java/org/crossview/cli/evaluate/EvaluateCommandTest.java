package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.crossview.cli.CommandRun;
import org.crossview.cli.TestModels;
import org.crossview.cli.town.TownFolder;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir private static Path shared;
  private static Path pairs;
  private static String version;
  @TempDir private Path folder;

  @BeforeAll
  static void makeModelAndFolder() throws Exception {
    version = TestModels.untrained(shared.resolve("model")).version();
    pairs = shared.resolve("pairs");
    new TownFolder(Town.generate(new TownSettings(4, 12)), pairs, 2).write(5);
  }

  @Test
  void aTownIsEvaluatedWithOneQueryAtEachTile() throws Exception {
    JsonNode json = json("--town-seed=3", "--tiles=40");

    assertThat(json.fieldNames())
        .toIterable()
        .contains("dataset", "queries", "gallery", "k1percent", "steps", "ase", "oracle")
        .contains("pessimistic", "ci95", "modelVersion", "seconds");
    assertThat(json.get("modelVersion").textValue()).isEqualTo(version);
    assertThat(json.get("queries").intValue()).isEqualTo(40);
    assertThat(json.get("gallery").intValue()).isEqualTo(40);
    assertThat(json.get("k1percent").intValue()).isEqualTo(1);
    assertThat(json.get("steps")).hasSize(3);
    double best = 0;
    for (int t = 0; t < 3; t++) {
      JsonNode step = json.get("steps").get(t);
      assertThat(step.get("step").intValue()).isEqualTo(t + 1);
      assertRises(step.get("r1"), step.get("r5"), step.get("r10"));
      assertThat(step.get("r1percent")).isEqualTo(step.get("r1"));
      best = Math.max(best, step.get("r1").doubleValue());
      JsonNode interval = json.get("ci95").get("steps").get(t).get("r5");
      assertRises(interval.get(0), step.get("r5"), interval.get(1));
    }
    JsonNode adaptive = json.get("ase");
    assertThat(adaptive.get("histogram")).hasSize(3);
    int halted = 0;
    int steps = 0;
    for (int t = 0; t < 3; t++) {
      halted += adaptive.get("histogram").get(t).intValue();
      steps += (t + 1) * adaptive.get("histogram").get(t).intValue();
    }
    assertThat(halted).isEqualTo(40);
    assertThat(adaptive.get("meanSteps").doubleValue()).isEqualTo(steps / 40.0);
    assertThat(json.get("oracle").get("r1").doubleValue()).isGreaterThanOrEqualTo(best);
    assertRises(
        json.get("pessimistic").get("r1"), adaptive.get("r1"), json.get("oracle").get("r1"));
    assertThat(json.get("aseLessBestStep").get("r1").doubleValue())
        .isEqualTo(adaptive.get("r1").doubleValue() - best);
  }

  @Test
  void aSecondRunGivesTheSameFiguresButTheTime() throws Exception {
    var first = (ObjectNode) json("--town-seed=3", "--tiles=20");
    var second = (ObjectNode) json("--town-seed=3", "--tiles=20");
    assertThat(first.without("seconds").toString()).isEqualTo(second.without("seconds").toString());
  }

  @Test
  void fineQueriesAreAsManyAsAskedFor() throws Exception {
    JsonNode json = json("--town-seed=3", "--tiles=25", "--fine", "--queries=30");
    assertThat(json.get("dataset").textValue()).contains("fine");
    assertThat(json.get("queries").intValue()).isEqualTo(30);
    assertThat(json.get("gallery").intValue()).isEqualTo(25);
    JsonNode position = json.get("position");
    assertThat(position.get("within10m")).isEqualTo(json.get("ase").get("r1"));
    assertRises(position.get("within10m"), position.get("within25m"), position.get("within100m"));
    assertThat(position.get("medianMeters").doubleValue()).isPositive();
    JsonNode interval = json.get("ci95").get("position").get("within25m");
    assertRises(interval.get(0), position.get("within25m"), interval.get(1));
  }

  @Test
  void aFolderIsEvaluatedBesideTheTilesOfATown() throws Exception {
    CommandRun alone = run("--pairs=" + pairs);
    assertThat(alone.code()).isZero();
    assertThat(alone.out()).contains("5 queries, 12 tiles, 1 % is K = 1");

    JsonNode json = json("--pairs=" + pairs, "--distractor-town=9:30");
    assertThat(json.get("queries").intValue()).isEqualTo(5);
    assertThat(json.get("gallery").intValue()).isEqualTo(42);
    assertThat(json.get("dataset").textValue()).contains("30 tiles of town 9");
  }

  @Test
  void aModelComparedWithItselfDoesNotDiffer() throws Exception {
    CommandRun run = run("--pairs=" + pairs, "--compare=" + shared.resolve("model"), jsonFile());
    assertThat(run.out()).contains("paired: +0.00 points [+0.00, +0.00], not significant");
    JsonNode compare = read().get("compare");
    assertThat(compare.get("modelVersion").textValue()).isEqualTo(version);
    assertThat(compare.get("ase")).isEqualTo(read().get("ase"));
    assertThat(compare.get("difference").get("significant").booleanValue()).isFalse();
  }

  @Test
  void aNarrowViewOfUnknownHeadingIsRankedAndItsHeadingJudged() throws Exception {
    JsonNode json = json("--town-seed=3", "--tiles=20", "--fov=180", "--unknown-heading");
    assertThat(json.get("fovDegrees").doubleValue()).isEqualTo(180);
    assertThat(json.get("unknownHeading").booleanValue()).isTrue();
    JsonNode interval = json.get("ci95").get("heading").get("found");
    assertRises(interval.get(0), json.get("heading").get("found"), interval.get(1));

    JsonNode known = json("--town-seed=3", "--tiles=20", "--fov=180");
    assertThat(known.has("heading")).isFalse();
    assertThat(known.get("steps")).isNotEqualTo(json("--town-seed=3", "--tiles=20").get("steps"));
  }

  @Test
  void severalTownsAreEachEvaluatedInTheirOwnGalleryAndPutTogether() throws Exception {
    String[] view = {"--tiles=20", "--unknown-heading", "--compare=" + shared.resolve("model")};
    JsonNode one = json(concat(view, "--town-seed=3"));
    JsonNode other = json(concat(view, "--town-seed=5"));

    CommandRun run = run(concat(view, "--town-seed=3,5", jsonFile()));

    assertThat(run.errors()).isEmpty();
    assertThat(run.out())
        .contains("town 3, aligned: 20 queries, 20 tiles, ", "town 5, aligned: 20 queries")
        .contains("2 together (town 3, aligned; town 5, aligned): 40 queries, 20 tiles each,");
    JsonNode both = read();
    assertThat(both.get("queries").intValue()).isEqualTo(40);
    assertThat(both.get("gallery").intValue()).isEqualTo(20);
    assertMean(both, one, other, "/steps/1/r5", "/ase/r1", "/pessimistic/r1", "/heading/found");
    assertMean(both, one, other, "/position/within100m", "/compare/ase/r10");
    assertThat(both.at("/compare/difference/r1").doubleValue()).isZero();
    assertThat(both.get("parts")).hasSize(2);
    assertThat(figures(both.get("parts").get(0))).isEqualTo(figures(one));
    assertThat(figures(both.get("parts").get(1))).isEqualTo(figures(other));
  }

  private static void assertMean(JsonNode both, JsonNode one, JsonNode other, String... figures) {
    for (String figure : figures) {
      double mean = (one.at(figure).doubleValue() + other.at(figure).doubleValue()) / 2;
      assertThat(both.at(figure).doubleValue()).as(figure).isCloseTo(mean, within(1e-12));
    }
  }

  private static JsonNode figures(JsonNode evaluation) {
    return ((ObjectNode) evaluation).without("seconds");
  }

  private static String[] concat(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void curvesAreDrawnAsSvgAndPng() throws Exception {
    Path svg = folder.resolve("curve.svg");
    Path png = folder.resolve("curve.PNG");
    CommandRun run =
        run(
            "--pairs=" + pairs,
            "--compare=" + shared.resolve("model"),
            "--plot=" + svg,
            "--plot=" + png);
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(svg).content().contains("<svg", "</svg>");
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(IntStream.range(0, 900).map(x -> image.getRGB(x, 300)).distinct().count())
        .isGreaterThan(2);
  }

  @Test
  void unusableInputIsOneLineAndCodeTwo() throws Exception {
    assertRefused("either --town-seed N or --pairs DIR or --data NAME:ROOT");
    assertRefused(
        "either --town-seed N or --pairs DIR or --data NAME:ROOT",
        "--town-seed=1",
        "--pairs=" + pairs);
    assertRefused("pairs.csv", "--pairs=" + folder);
    assertRefused(
        "--queries 5 is more than the 4 tiles", "--town-seed=1", "--tiles=4", "--queries=5");
    assertRefused("--town-seed 1: A town needs tiles in", "--town-seed=1", "--tiles=3");
    assertRefused("tileWidthMetres", "--town-seed=1", "--tile-width=300");
    assertRefused("--queries needs at least 1, got 0", "--town-seed=1", "--queries=0");
    assertRefused("such as 7:1000, got 'many'", "--town-seed=1", "--distractor-town=many");
    assertRefused("the town of the queries", "--town-seed=1", "--distractor-town=1:10");
    assertRefused("the town of the queries", "--town-seed=2,1", "--distractor-town=1:10");
    assertRefused("--town-seed names town 1 twice", "--town-seed=1,2,1");
    assertRefused("--fine belongs to --town-seed", "--pairs=" + pairs, "--fine");
    assertRefused("--tiles 30 belongs to --town-seed", "--pairs=" + pairs, "--tiles=30");
    assertRefused(
        "--tile-width 60.0 belongs to --town-seed or --distractor-town",
        "--pairs=" + pairs,
        "--tile-width=60");
    assertRefused("no whole street", "--town-seed=1", "--tiles=4", "--fine");
    assertRefused("nowhere", "--town-seed=1", "--tiles=4", "--json=" + folder + "/nowhere/x.json");
    assertRefused("ends in .svg or .png", "--town-seed=1", "--plot=" + folder + "/x.gif");
    assertRefused("at most 360 degrees, got 0.0", "--town-seed=1", "--fov=0");
    assertRefused("No model at", "--town-seed=1", "--tiles=4", "--compare=" + folder);
  }

  @Test
  void brokenAndMissingImagesOfAFolderAreNamedLeftOutAndCounted() throws Exception {
    Path faulty = folder.resolve("faulty");
    new TownFolder(Town.generate(new TownSettings(4, 12)), faulty, 1).write(3);
    Files.writeString(faulty.resolve("tiles/t4-00002.jpg"), "no image");
    Files.delete(faulty.resolve("tiles/t4-00004.jpg"));

    CommandRun run = run("--pairs=" + faulty, jsonFile());
    assertThat(run.code()).isZero();
    assertThat(run.errors().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("t4-00002.jpg: "))
        .anyMatch(line -> line.contains("t4-00004.jpg: there is no such file"));
    assertThat(run.out()).contains("2 images left out: 1 missing, 1 broken");
    assertThat(read().get("gallery").intValue()).isEqualTo(10);
    assertThat(read().get("leftOut").get("broken").intValue()).isEqualTo(1);
  }

  private static void assertRises(JsonNode... values) {
    List<Double> all = new ArrayList<>();
    for (JsonNode value : values) {
      all.add(value.doubleValue());
    }
    assertThat(all).isSorted().allMatch(v -> v >= 0 && v <= 1);
  }

  private void assertRefused(String reason, String... options) {
    CommandRun run = run(options);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).startsWith("crossview evaluate: ").contains(reason);
  }

  private JsonNode json(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(jsonFile());
    CommandRun run = run(all.toArray(String[]::new));
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    return read();
  }

  private String jsonFile() {
    return "--json=" + folder.resolve("out.json");
  }

  private JsonNode read() throws Exception {
    return new ObjectMapper().readTree(folder.resolve("out.json").toFile());
  }

  private static CommandRun run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("evaluate"));
    arguments.add("--model=" + shared.resolve("model"));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
