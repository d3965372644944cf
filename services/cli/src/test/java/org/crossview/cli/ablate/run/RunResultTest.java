package org.crossview.cli.ablate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.crossview.cli.ablate.list.Measure;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.L2Comparison;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.junit.jupiter.api.Test;

class RunResultTest {
  @Test
  void onePercentIsWhatThePublishedProtocolSaysWhereItSaysOne() {
    int[][] none = new int[0][];
    assertThat(new RunResult.TestResult("CVACT test", 92_802, 88, none, new int[0]).k(3))
        .isEqualTo(88);
  }

  @Test
  void collapsedDescriptorsFindNothing() {
    DescriptorBlocks blocks = new DescriptorBlocks(4, 1, 2);
    for (int i = 0; i < 4; i++) {
      blocks.set(i, new float[][] {{1, 0}});
    }
    List<QueryOutcome> outcomes =
        RetrievalEvaluation.outcomes(
            new L2Comparison(blocks, blocks), (query, tile) -> query == tile, count -> {});

    RunResult.TestResult result = RunResult.TestResult.of("town 1", 4, 1, outcomes);

    assertThat(result.recall(Measure.parse("r"), 1)).isZero();
  }
}
