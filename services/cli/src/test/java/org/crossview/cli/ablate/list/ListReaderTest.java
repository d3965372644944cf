package org.crossview.cli.ablate.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.crossview.cli.ablate.list.SmallestList.minimal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.network.ContextKind;
import org.crossview.sirnet.network.SirNetSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The lists that ship, and how files build upon them and on one another. */
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

  private void assertError(Path file, String... parts) {
    assertThatThrownBy(() -> ListReader.read(file.toString()))
        .isInstanceOf(UserErrorException.class)
        .message()
        .contains(parts);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
