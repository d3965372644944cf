package org.crossview.cli.ablate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.ListReader;
import org.crossview.cli.ablate.list.PlannedRun;
import org.crossview.cli.ablate.run.Ablation;
import org.crossview.cli.ablate.run.Plan;
import org.crossview.cli.ablate.run.RunResult;
import org.crossview.cli.ablate.run.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of results that are there, without training any. */
class AblationReportTest {
  @TempDir private Path folder;

  @Test
  void ofOneSeedAReportHasNoDeviationAndJudgesNothing() throws Exception {
    AblationList list = ListReader.read("table4", ListReader.COMMON);
    Ablation.Outcome one = outcome(list, 1L);

    assertThat(report(list, one))
        .contains(
            "| IRM is better than the baseline | one seed: not judged | +0.00 [",
            "and nothing is judged: seeds differ by more.",
            "| SIRNet | 50.0 ± - [",
            "A row of one seed has no deviation (-)")
        .doesNotContain("± 0.0");
    JsonNode json = new ObjectMapper().readTree(new AblationReport(list, one).json());
    assertThat(json.at("/findings/0/verdict").asText()).isEqualTo("ONE_SEED");
    assertThat(json.at("/tables/0/rows/0/r1").has("spread")).isFalse();
  }

  @Test
  void ofSeveralSeedsAReportSaysNothingOfASingleOne() throws Exception {
    AblationList list = ListReader.read("table4", ListReader.COMMON);

    assertThat(report(list, outcome(list, 1L, 2L)))
        .contains(
            "- Validated every 25 steps; saved every 9 steps.",
            "- The backbones begin with zeros.",
            "| SIRNet | 50.0 ± 0.0 [",
            "| undecided |")
        .doesNotContain("one seed");
  }

  @Test
  void besideCvactStandWhatThePaperHasOfCvactAndNothingElse() throws Exception {
    AblationList list = ListReader.read("fig8", "cvact");

    String report = report(list, outcome(list, 1L, 2L));

    assertThat(report)
        .containsPattern("\\| SIRNet \\| 50\\.0 .* \\| 86\\.02 \\|")
        .containsPattern("\\| SIRNet \\| fine \\| .* \\| 65\\.55 \\|")
        .containsPattern("\\| w/o ASE \\| 50\\.0 .* \\| - \\|")
        .containsPattern("\\| IRM is better than the baseline \\| .* \\| \\+1\\.89 \\|")
        .containsPattern("\\| ASE is better than the last step for all \\| .* \\| \\+0\\.93 \\|")
        .contains("The paper's figures are of the data set of the test")
        .doesNotContain("93.74", "93.13", "91.67", "+1.46", "+0.61");
  }

  @Test
  void besideATownAFigureSaysWhatItIsOfUnlessThatIsCvusa() throws Exception {
    AblationList list = ListReader.read("fig8", ListReader.COMMON);

    assertThat(report(list, outcome(list, 1L, 2L)))
        .contains("| 93.74 |", "| 65.55 (cvact-test) |")
        .contains("The paper's figures are of CVUSA, where nothing else is said");
  }

  private String report(AblationList list, Ablation.Outcome outcome) throws Exception {
    Path file = folder.resolve("report.md");
    List<Block> words =
        new AblationReport(list, outcome)
            .blocks().stream().filter(block -> !(block instanceof Block.Picture)).toList();
    MarkdownWriter.write(words, file);
    return Files.readString(file);
  }

  /** All runs find the first half of 20 queries. */
  private static Ablation.Outcome outcome(AblationList list, Long... seeds) {
    List<RunState> states =
        PlannedRun.all("list", list, List.of(seeds)).stream()
            .map(run -> state(run, result(run, list.tests().keySet().stream())))
            .toList();
    return new Ablation.Outcome(
        new Plan(100, 0, Map.of()), states, "The backbones begin with zeros.");
  }

  private static RunState state(PlannedRun run, RunResult result) {
    return new RunState(run, Optional.of(result), Optional.empty());
  }

  private static RunResult result(PlannedRun run, Stream<String> tests) {
    int steps = run.configuration().network().steps();
    int[][] ranks = new int[20][steps];
    int[] halted = new int[20];
    for (int q = 0; q < 20; q++) {
      Arrays.fill(ranks[q], q < 10 ? 0 : 15);
      halted[q] = 1;
    }
    return new RunResult(
        run.name(),
        run.seed(),
        100,
        100,
        .1,
        new RunResult.Shape("64 x 256", "64 x 256", steps, 1024, 1000, 1000),
        List.of(2.0, 1.0),
        "tests",
        tests.collect(
            Collectors.toMap(
                name -> name, name -> new RunResult.TestResult("a set", 20, 1, ranks, halted))));
  }
}
