package org.crossview.cli.ablate.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureTest {
  /** [query][step]: step 1 finds two of four, step 2 three; the queries halt at 1, 2, 2, 1. */
  private static final int[][] RANKS = {{0, 3}, {0, 0}, {9, 0}, {4, 0}};

  private static final int[] HALTED = {1, 2, 2, 1};

  @Test
  void aMeasureTakesTheRanksOfTheStepThatItNames() {
    assertThat(ranks("r")).containsExactly(0, 0, 0, 4);
    assertThat(ranks("r@ase")).containsExactly(0, 0, 0, 4);
    assertThat(ranks("r@1")).containsExactly(0, 0, 9, 4);
    assertThat(ranks("r@last")).containsExactly(3, 0, 0, 0);
    assertThat(ranks("r@best")).containsExactly(3, 0, 0, 0);
    assertThat(ranks("r@oracle")).containsExactly(0, 0, 0, 0);
  }

  @Test
  void aRunWithoutAdaptiveStepEstimationAnswersAtItsLastStep() {
    assertThat(Measure.parse("a", run -> false)).isEqualTo(new Measure("a", Measure.LAST));
    assertThat(Measure.parse("a@ase", run -> false)).isEqualTo(new Measure("a", Measure.ASE));
    AblationList list = ListReader.read("table4");
    assertThat(list.isAdaptive("sirnet")).isTrue();
    assertThat(list.withSettings(Map.of("evaluation.ase", "false")).isAdaptive("sirnet")).isFalse();
  }

  private static int[] ranks(String measure) {
    return Measure.parse(measure).ranks(RANKS, HALTED);
  }
}
