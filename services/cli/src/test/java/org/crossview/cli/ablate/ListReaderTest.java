package org.crossview.cli.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.network.ContextKind;
import org.crossview.sirnet.network.SirNetSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ListReaderTest {
  static final List<String> SHIPPED = ListReader.NAMES;
  static final List<String> TABLES =
      SHIPPED.stream().filter(name -> !name.equals("towns")).toList();

  static final List<String> BASES = ListReader.BASES;

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void everyShippedListNamesConfigurationsThatExistAndIsTrainedWithThreeSeeds(String name) {
    AblationList list = ListReader.read(name);

    assertThat(list.seeds()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(list.tables()).isNotEmpty();
    assertThat(PlannedRun.all(name, list, list.seeds()))
        .hasSize(list.smoke().size() + 3 * (list.runs().size() - list.smoke().size()))
        .allSatisfy(run -> assertThat(run.ofSteps(100).training().seed()).isEqualTo(run.seed()));
  }

  @Test
  void theListOfEverythingTrainsWhatThePapersMainFindingsNeed() {
    AblationList list = ListReader.read("towns");

    assertThat(list.tables()).hasSize(8);
    assertThat(
            list.findings().stream()
                .filter(f -> !list.smoke().contains(Measure.parse(f.better()).run()))
                .filter(f -> !list.smoke().contains(Measure.parse(f.than()).run()))
                .map(AblationList.FindingSpec::claim))
        .contains(
            "IRM is better than the baseline",
            "ASE is better than the best static step",
            "T = 3 is better than T = 1",
            "Height-wise context is better than width-wise",
            "Dense connectivity and multiscale augmentation are better than neither");
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void everyTableAndFigureCanBeHadWithThePapersNetworkOnCvusaAndOnCvact(String name) {
    AblationList cvusa = ListReader.read(name, "cvusa");
    AblationList cvact = ListReader.read(name, "cvact");

    assertThat(List.of(cvusa, cvact))
        .allSatisfy(
            list -> {
              assertThat(list.config()).isEqualTo("full");
              assertThat(PlannedRun.all(name, list, List.of(1L)))
                  .allMatch(run -> run.configuration().training().steps() == 111_000)
                  .allMatch(run -> run.configuration().network().widthMultiplier() == 1);
            });
    assertThat(cvusa.data().set()).isEqualTo("cvusa");
    assertThat(cvusa.tests().get("aligned").set()).isEqualTo("cvusa");
    assertThat(cvact.tests().get("aligned").set()).isEqualTo("cvact");
  }

  @Test
  void rowsOfTestsThatADataSetDoesNotHaveAreLeftOutAndTestsThatNoRowNamesAreNotRun() {
    AblationList cvusa = ListReader.read("fig8", "cvusa");
    AblationList cvact = ListReader.read("fig8", "cvact");

    assertThat(cvusa.tests()).containsOnlyKeys("aligned");
    assertThat(cvusa.tables().getLast().rows()).hasSize(3);
    assertThat(cvact.tests()).containsOnlyKeys("aligned", "fine");
    assertThat(cvact.tables().getLast().rows()).hasSize(6);
    assertThat(ListReader.read("table4").tests()).containsOnlyKeys("aligned");
    assertThat(ListReader.read("fig10", "cvusa").tests().get("distractors").distractors())
        .isEqualTo("cvact");
  }

  @ParameterizedTest
  @FieldSource("BASES")
  void cvftSeesSquareTilesAndSafaAndDsmPolarOnesAsPublished(String base) {
    List<PlannedRun> runs = PlannedRun.all("fig9", ListReader.read("fig9", base), List.of(1L));

    assertThat(runs)
        .hasSize(6)
        .allSatisfy(
            run -> {
              SirNetSettings network = run.configuration().network();
              assertThat(network.polar()).isEqualTo(!run.name().startsWith("cvft"));
              assertThat(network.aerialHeight() == network.aerialWidth())
                  .isEqualTo(!network.polar());
            });
  }

  @Test
  void aListThatBuildsUponNothingThatShipsTakesNoBase() throws Exception {
    Path file = write("list.yaml", minimal(""));

    assertThatThrownBy(() -> ListReader.read(file.toString(), "cvusa"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("--base cvusa: " + file);
  }

  @Test
  void theListOfEverythingIsForTowns() {
    assertThatThrownBy(() -> ListReader.read("towns", "cvusa"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("'towns' is for towns")
        .hasMessageContaining("table4");
  }

  @Test
  void aBaseOfOnesOwnMayBuildUponTheOneThatShips() throws Exception {
    Path base = write("mine.yaml", "include: [common]\nset: {training.steps: 7}\n");

    AblationList list = ListReader.read("table4", base.toString());

    assertThat(list.set()).containsEntry("training.steps", "7").containsKey("training.batch");
  }

  @Test
  void aDataSetAndTownsDoNotGoTogether() throws Exception {
    Path data =
        write("data.yaml", minimal("").replace("{seed: 1, towns: 1", "{set: cvusa, towns: 1"));
    Path test = write("test.yaml", minimal("").replace("{town: 2,", "{set: cvact-test,"));

    assertError(data, "data has a data set (cvusa) and keys of towns");
    assertError(test, "test 'aligned' has a data set (cvact-test)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "town: 2, tiles: 3|town 2: A town needs tiles in 4.0..200000.0, got 3.0",
        "town: 2, tiles: 10, queries: 11|queries 11 is more than the 10 tiles",
        "town: 2, tiles: 10, queries: -1|queries needs at least 1, got -1",
        "town: 2, tiles: 4, fine: true|tiles 4 cover no whole street",
        "town: 2, tiles: 10, distractors: many|distractors needs a seed and a number of tiles",
        "town: 2, tiles: 10, distractors: \"2:20\"|distractors 2 is the town of the queries",
        "town: 2, tiles: 10, distractors: \"3:1\"|distractors 3:1: A town needs tiles",
      })
  void aTestInATownThatCannotBeIsNamedBeforeAnythingIsTrained(String test, String message)
      throws Exception {
    Path file = write("list.yaml", minimal("").replace("town: 2, tiles: 10", test));

    assertError(file, file + ": test 'aligned': " + message);
  }

  @Test
  void distractorsMayBeOfATownWithANegativeSeed() throws Exception {
    String test = "town: 2, tiles: 10, distractors: \"-2:20\"";
    Path file = write("list.yaml", minimal("").replace("town: 2, tiles: 10", test));

    assertThat(ListReader.read(file.toString()).tests().get("aligned").distractors())
        .isEqualTo("-2:20");
  }

  @Test
  void whatAListSaysIsStrongerThanWhatItIncludes() throws Exception {
    write("base.yaml", minimal("network.context: width"));
    Path file =
        write(
            "list.yaml",
            """
            include: [base.yaml]
            title: Mine
            seeds: [5]
            set: {training.steps: 7}
            runs:
              more: {network.steps: 1}
            """);

    AblationList list = ListReader.read(file.toString());

    assertThat(list.title()).isEqualTo("Mine");
    assertThat(list.runs()).containsOnlyKeys("one", "more");
    List<PlannedRun> runs = PlannedRun.all("list", list, list.seeds());
    assertThat(runs).extracting(PlannedRun::label).containsExactly("one, seed 5", "more, seed 5");
    assertThat(runs.getFirst().configuration().network().context()).isEqualTo(ContextKind.WIDTH);
    assertThat(runs.getFirst().configuration().training().steps()).isEqualTo(7);
  }

  @Test
  void aMisspeltKeyIsNamedWithItsLine() throws Exception {
    Path file = write("list.yaml", minimal("") + "sede: [1]\n");

    assertError(file, file + ", line ", "'sede' is no key here", "seeds");
  }

  @Test
  void aMisspeltSettingIsNamedWithTheRunThatHasIt() throws Exception {
    Path file = write("list.yaml", minimal("network.contxt: width"));

    assertThatThrownBy(() -> PlannedRun.all("list", ListReader.read(file.toString()), List.of(1L)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("run 'one' of list")
        .hasMessageContaining("network.contxt");
  }

  @Test
  void aRowOfARunThatIsNotThereIsNamed() throws Exception {
    Path file =
        write(
            "list.yaml",
            minimal("") + "tables:\n  - {title: T, rows: [{label: A, measure: other@best}]}\n");

    assertError(file, "table 'T', row 'A' names 'other', which is none of [one]");
  }

  @Test
  void ofDataEveryKeyIsSaidSinceItTakesThePlaceOfAnIncludedOne() throws Exception {
    write("base.yaml", minimal(""));
    String keys = " seed towns pairs pitch tileWidth aligned validationSeed validationPairs";
    String data =
        "{seed: 1, towns: 1, pairs: 8, pitch: 10, tileWidth: [80, 80], aligned: true,"
            + " validationSeed: 2, validationPairs: 0}";
    for (String key : keys.strip().split(" ")) {
      String without = data.replaceFirst("\\b%s: (\\[.*?]|\\w+)(, )?".formatted(key), "");
      Path file = write("list.yaml", "include: [base.yaml]\ndata: %s\n".formatted(without));

      assertError(file, file + ": data.%s is missing".formatted(key));
    }
    Path set = write("set.yaml", "include: [base.yaml]\ndata: {set: cvusa}\n");
    assertError(set, set + ": data.validationPairs is missing");
  }

  @Test
  void townsThatCannotBeAreNamedWithTheirList() throws Exception {
    Path none = write("none.yaml", minimal("").replace("towns: 1", "towns: 0"));
    Path few = write("few.yaml", minimal("").replace("towns: 1", "towns: 9"));
    Path wide = write("wide.yaml", minimal("").replace("[80, 80]", "[90, 80]"));
    Path dense = write("dense.yaml", minimal("").replace("pitch: 10", "pitch: 3"));
    Path narrow = write("narrow.yaml", minimal("").replace("[80, 80]", "[0, 80]"));

    assertError(none, none + ": data: towns = 0");
    assertError(few, few + ": data: 8 pairs cannot be spread over 9 towns");
    assertError(wide, wide + ": data: tile widths from 90.0 to 80.0 m are no range");
    assertError(dense, dense + ": data: A town needs pitchMetres in 4.0..50.0, got 3.0");
    assertError(narrow, narrow + ": data: A town needs tileWidthMetres in 40.0..200.0, got 0.0");
  }

  @Test
  void anAlignedTestHasNoMoreQueriesThanTiles() throws Exception {
    Path file = write("list.yaml", minimal("").replace("tiles: 10", "tiles: 10, queries: 11"));

    assertError(file, "test 'aligned': queries 11 is more than the 10 tiles");
  }

  @Test
  void tablesRowsAndFindingsWithoutANameAreSaidBeforeAnythingIsTrained() throws Exception {
    assertFault("tables: [{rows: [{label: A, measure: one}]}]", "a table has no title");
    assertFault(
        "tables: [{title: T, rows: [{measure: one}]}]", "table 'T' has a row without a label");
    assertFault("findings: [{better: one, than: one@1}]", "a finding has no claim");
  }

  @Test
  void figuresOfThePaperThatAreNoneOrOfNoDataSetAreNamed() throws Exception {
    assertFault(
        "findings: [{claim: C, better: one, than: one@1, paper: high}]", "paper has \"high\"");
    assertFault(
        "findings: [{claim: C, better: one, than: one@1, paper: {cvusu: 1}}]",
        "finding 'C', paper: 'cvusu' names no data set; there are cvusa");
  }

  @Test
  void barsOfOneNameAreSaidBeforeAnythingIsTrained() throws Exception {
    String twice =
        "tables: [{title: T, %srows: [{%slabel: A, measure: one}, {label: A, measure: one@1}]}]";

    assertFault(twice.formatted("", ""), "table 'T' has two rows with the label 'A' in one group");
    assertFault(twice.formatted("plot: recalls, ", "group: G, "), "two rows with the label 'A';");
    Path grouped = write("grouped.yaml", minimal("") + twice.formatted("", "group: G, ") + "\n");
    assertThat(planned(grouped)).hasSize(1);
  }

  @Test
  void aStepThatANetworkDoesNotHaveIsNamedBeforeItIsTrained() throws Exception {
    Path file =
        write("list.yaml", minimal("") + "findings:\n  - {claim: C, better: one, than: one@2}\n");
    AblationList list = ListReader.read(file.toString());
    AblationList shallow = list.withSettings(Map.of("network.steps", "1"));

    assertThat(PlannedRun.all("list", list, List.of(1L))).hasSize(1);
    assertThatThrownBy(() -> PlannedRun.all("list", shallow, List.of(1L)))
        .isInstanceOf(UserErrorException.class)
        .hasMessage(
            "list: finding 'C': 'one@2' asks for step 2 of a network of 1; name one that it has, or"
                + " last");
  }

  @Test
  void aMeasureThatIsNoneIsNamed() throws Exception {
    Path file =
        write(
            "list.yaml", minimal("") + "findings:\n  - {claim: C, better: one, than: one@worst}\n");

    assertError(file, file + ": finding 'C': 'one@worst' names no measure");
  }

  @Test
  void twoListsThatMeanDifferentRunsByOneNameDoNotGoTogether() throws Exception {
    write("base.yaml", minimal("network.steps: 1"));
    Path file = write("list.yaml", "include: [base.yaml]\nruns:\n  one: {network.steps: 2}\n");

    assertError(file, "the run 'one' has other settings");
  }

  @Test
  void aListThatIncludesItselfIsSaid() throws Exception {
    Path file = write("list.yaml", "include: [list.yaml]\n");

    assertError(file, "includes itself");
  }

  @Test
  void aListThatIsNotThereIsNamedWithThoseThatShip() {
    assertError(folder.resolve("none.yaml"), "none.yaml", "table4", "towns");
  }

  private void assertFault(String figures, String fault) throws IOException {
    Path file = write("list.yaml", minimal("") + figures + "\n");

    assertError(file, file.toString(), fault);
  }

  private void assertError(Path file, String... parts) {
    assertThatThrownBy(() -> planned(file))
        .isInstanceOf(UserErrorException.class)
        .message()
        .contains(parts);
  }

  /** As the command does before it trains anything. */
  private static List<PlannedRun> planned(Path file) {
    AblationList list = ListReader.read(file.toString());
    return PlannedRun.all(file.toString(), list, list.seeds());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String minimal(String setting) {
    return """
    title: Smallest
    config: small
    seeds: [1]
    data: {seed: 1, towns: 1, pairs: 8, pitch: 10, tileWidth: [80, 80], aligned: true,
      validationSeed: 2, validationPairs: 0}
    tests: {aligned: {town: 2, tiles: 10}}
    runs:
      one: {%s}
    """
        .formatted(setting);
  }
}
