package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.junit.jupiter.api.Test;

class BestSoFarTest {
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};

  @Test
  void descriptorsThatHaveCollapsedIntoOneAreNeverTheBest() {
    Recall half = recall(EAST, NORTH);
    Recall collapsed = recall(EAST, EAST);
    assertThat(collapsed.perStep().getFirst().at1()).isEqualTo(1);

    BestSoFar best = BestSoFar.NONE.with(10, half).with(20, collapsed);

    assertThat(best).isEqualTo(new BestSoFar(10, 0.5, 1));
    assertThat(best.isStale(1)).isTrue();
  }

  /** Of two queries that both point east. */
  private static Recall recall(float[] first, float[] second) {
    float[][][] queries = {{EAST}, {EAST}};
    float[][][] gallery = {{first}, {second}};
    return RetrievalEvaluation.evaluate(queries, gallery, (query, tile) -> query == tile);
  }
}
