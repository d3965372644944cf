package org.crossview.cli.ablate.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.crossview.cli.ablate.list.SmallestList.minimal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing, misspelt or impossible in a list is named before anything is trained. */
class ListCheckTest {
  @TempDir Path folder;

  @Test
  void aDataSetAndTownsDoNotGoTogether() throws Exception {
    Path data =
        write("data.yaml", minimal("").replace("{seed: 1, towns: 1", "{set: cvusa, towns: 1"));
    Path test = write("test.yaml", minimal("").replace("{town: 2,", "{set: cvact-test,"));

    assertError(data, "data has a data set (cvusa) and keys of towns");
    assertError(test, "test 'aligned' has a data set (cvact-test)");
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
  void anAlignedTestHasNoMoreQueriesThanTiles() throws Exception {
    Path file = write("list.yaml", minimal("").replace("tiles: 10", "tiles: 10, queries: 11"));

    assertError(file, "test 'aligned': queries 11 is more than the 10 tiles");
  }

  @Test
  void distractorsMayBeOfATownWithANegativeSeed() throws Exception {
    String test = "town: 2, tiles: 10, distractors: \"-2:20\"";
    Path file = write("list.yaml", minimal("").replace("town: 2, tiles: 10", test));

    assertThat(ListReader.read(file.toString()).tests().get("aligned").distractors())
        .isEqualTo("-2:20");
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
  void tablesRowsAndFindingsWithoutANameAreSaidBeforeAnythingIsTrained() throws Exception {
    assertFault("tables: [{rows: [{label: A, measure: one}]}]", "a table has no title");
    assertFault(
        "tables: [{title: T, rows: [{measure: one}]}]", "table 'T' has a row without a label");
    assertFault("findings: [{better: one, than: one@1}]", "a finding has no claim");
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
  void aRowOfARunThatIsNotThereIsNamed() throws Exception {
    Path file =
        write(
            "list.yaml",
            minimal("") + "tables:\n  - {title: T, rows: [{label: A, measure: other@best}]}\n");

    assertError(file, "table 'T', row 'A' names 'other', which is none of [one]");
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
  void aMeasureThatIsNoneIsNamed() throws Exception {
    Path file =
        write(
            "list.yaml", minimal("") + "findings:\n  - {claim: C, better: one, than: one@worst}\n");

    assertError(file, file + ": finding 'C': 'one@worst' names no measure");
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
}
