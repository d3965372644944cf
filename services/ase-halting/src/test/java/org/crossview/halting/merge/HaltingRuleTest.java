package org.crossview.halting.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.crossview.halting.merge.Answers.answer;
import static org.crossview.halting.merge.Answers.panorama;
import static org.crossview.halting.merge.Answers.tile;
import static org.crossview.halting.merge.Answers.tileAt;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.crossview.core.halting.DistanceKind;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.PositionPrior;
import org.junit.jupiter.api.Test;

class HaltingRuleTest {
  private static final PanoramaRef REF = panorama("p1");

  private final HaltingRule rule = new HaltingRule(DistanceKind.L2);

  /** The distances of the worked example: .80 1.00 | .75 1.10 | .74 1.02. */
  @Test
  void theWorkedExampleHaltsAtItsSecondStepWhicheverShardHoldsTheTiles() throws Exception {
    PanoramaSearched first =
        answer(
            REF, 0, 2, List.of(tile("a", .80)), List.of(tile("b", 1.10)), List.of(tile("a", .74)));
    PanoramaSearched second =
        answer(
            REF, 1, 2, List.of(tile("c", 1.00)), List.of(tile("c", .75)), List.of(tile("c", 1.02)));

    PanoramaHalted halted = rule.decide(List.of(first, second));

    assertThat(halted.getStep()).isEqualTo(2);
    assertThat(halted.getConfidencesList()).hasSize(2);
    assertThat(halted.getConfidences(0)).isCloseTo(-.45017f, within(1e-5f));
    assertThat(halted.getConfidences(1)).isCloseTo(-.41338f, within(1e-5f));
    assertThat(halted.getCandidatesList()).containsExactly(tile("c", .75), tile("b", 1.10));
    assertThat(halted.getRef()).isEqualTo(REF);
    assertThat(halted.getModelVersion()).isEqualTo(Answers.MODEL);
    assertThat(rule.decide(List.of(second, first))).isEqualTo(halted);
  }

  @Test
  void squaredDistancesAreASettingAndCanHaltAtAnotherStep() throws Exception {
    PanoramaSearched answer =
        answer(
            REF,
            0,
            1,
            List.of(tile("a", .31622776), tile("b", .5477226)),
            List.of(tile("a", .7745967), tile("b", .9219544)));

    assertThat(rule.decide(List.of(answer)).getStep()).isEqualTo(1);
    assertThat(new HaltingRule(DistanceKind.SQUARED_L2).decide(List.of(answer)).getStep())
        .isEqualTo(2);
  }

  @Test
  void tilesOfTheSamePlaceCountOnceButStayAmongTheCandidates() throws Exception {
    // 5e-6 degrees of latitude are 0.56 m, 1e-4 degrees are 11 m.
    PanoramaSearched answer =
        answer(
            REF,
            0,
            1,
            List.of(
                tileAt("a", .5, 60, 24),
                tileAt("a2", .5, 60.000005, 24),
                tileAt("b", .9, 60.0001, 24)));

    PanoramaHalted halted = rule.decide(List.of(answer));

    assertThat(halted.getConfidences(0))
        .isCloseTo((float) (-1 / (1 + Math.exp(.4))), within(1e-6f));
    assertThat(halted.getCandidatesList()).hasSize(3);
  }

  @Test
  void aGalleryOfOneTileRunsToTheLastStepWithoutConfidence() throws Exception {
    PanoramaHalted halted =
        rule.decide(List.of(answer(REF, 0, 1, List.of(tile("a", .9)), List.of(tile("a", .8)))));

    assertThat(halted.getStep()).isEqualTo(2);
    assertThat(halted.getConfidencesList()).containsExactly(-1f, -1f);
  }

  @Test
  void aPriorThatExcludesTheTilesOfEveryShardMeansNoCoverage() {
    PanoramaRef ref =
        REF.toBuilder()
            .setPrior(
                PositionPrior.newBuilder()
                    .setCentre(Position.newBuilder().setLat(60.5).setLon(24.25))
                    .setRadiusM(30))
            .build();

    assertRejected(
        RejectionReason.NO_COVERAGE,
        "30.0 m of 60.5, 24.25",
        answer(ref, 0, 2, List.of(), List.of()),
        answer(ref, 1, 2, List.of(), List.of()));
  }

  @Test
  void aShardWithoutCandidatesLeavesTheChoiceToTheOthers() throws Exception {
    PanoramaHalted halted =
        rule.decide(
            List.of(
                answer(REF, 0, 2, List.of()),
                answer(REF, 1, 2, List.of(tile("a", .2), tile("b", .4)))));

    assertThat(halted.getCandidatesList()).containsExactly(tile("a", .2), tile("b", .4));
  }

  @Test
  void answersThatDoNotFitTogetherAreRejectedAndNotGuessedAt() {
    assertRejected(
        RejectionReason.INVALID_FIELD,
        "shard 1 answered for 2 steps and another for 1",
        answer(REF, 0, 2, List.of(tile("a", .2))),
        answer(REF, 1, 2, List.of(tile("b", .2)), List.of(tile("b", .3))));
    assertRejected(
        RejectionReason.INVALID_FIELD,
        "step 2 of 2 has no candidate",
        answer(REF, 0, 1, List.of(tile("a", .2)), List.of()));
  }

  private void assertRejected(RejectionReason reason, String detail, PanoramaSearched... answers) {
    assertThatThrownBy(() -> rule.decide(List.of(answers)))
        .hasMessageContaining(detail)
        .asInstanceOf(InstanceOfAssertFactories.type(UnusableInputException.class))
        .extracting(UnusableInputException::reason)
        .isEqualTo(reason);
  }
}
