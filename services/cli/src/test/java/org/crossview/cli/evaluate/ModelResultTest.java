package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.Rank;
import org.crossview.sirnet.evaluation.RetrievalSummary;
import org.junit.jupiter.api.Test;

class ModelResultTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(100, 1);

  @Test
  void theBestStepOfSeveralSetsIsThatOfAllTheirQueries() {
    ModelResult one = result("a", 20, query(0, 1), query(0, 1));
    ModelResult other = result("a", 20, query(1, 0), query(1, 0), query(1, 0));

    ModelResult both = ModelResult.together(List.of(one, other), BOOTSTRAP);

    assertThat(one.summary().bestStep()).isEqualTo(1);
    assertThat(both.summary().bestStep()).isEqualTo(2);
    assertThat(both.summary().steps().getLast().r1().mean()).isEqualTo(0.6);
    assertThat(both.outcomes()).hasSize(5);
  }

  @Test
  void resultsOfOtherModelsOrOfGalleriesOfOtherSizesAreNotPutTogether() {
    ModelResult result = result("a", 20, query(0, 0));

    for (ModelResult unlike : List.of(result("b", 20, query(0, 0)), result("a", 21, query(0, 0)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ModelResult.together(List.of(result, unlike), BOOTSTRAP))
          .withMessageContaining("Only results of one model and of galleries of one size");
    }
  }

  private static ModelResult result(String model, int gallery, QueryOutcome... outcomes) {
    return new ModelResult(
        model,
        List.of(outcomes),
        RetrievalSummary.of(List.of(outcomes), gallery, 1, BOOTSTRAP),
        Optional.empty(),
        Optional.empty());
  }

  /** So many wrong tiles are nearer at each of two steps; it halts at the second. */
  private static QueryOutcome query(int nearerAtFirst, int nearerAtSecond) {
    List<Rank> ranks =
        List.of(new Rank(nearerAtFirst, nearerAtFirst), new Rank(nearerAtSecond, nearerAtSecond));
    return new QueryOutcome(ranks, List.of(0, 0), List.of(0, 0), 2);
  }
}
