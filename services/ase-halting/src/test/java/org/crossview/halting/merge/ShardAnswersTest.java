package org.crossview.halting.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.crossview.halting.merge.Answers.answer;
import static org.crossview.halting.merge.Answers.panorama;
import static org.crossview.halting.merge.Answers.tile;
import static org.crossview.halting.merge.Answers.tileAt;

import java.util.List;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.PanoramaSearched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardAnswersTest {
  private static final PanoramaSearched GOOD =
      answer(panorama("p"), 0, 3, List.of(tile("a", 0), tile("b", 2)), List.of());

  @Test
  void anAnswerWithOrWithoutCandidatesCanBeJoined() {
    assertThatCode(() -> ShardAnswers.check(GOOD)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 3, shard is -1",
    "3, 3, shard is 3",
    "0, 0, shards is 0",
    "0, 5000, shards is 5000"
  })
  void aShardOutsideTheSplitIsRejected(int shard, int shards, String detail) {
    assertInvalid(GOOD.toBuilder().setShard(shard).setShards(shards).build(), detail);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.1f, Float.POSITIVE_INFINITY})
  void aDistanceThatIsNoDistanceIsRejected(float distance) {
    assertInvalid(
        answer(panorama("p"), 0, 1, List.of(tile("a", distance))),
        "step 1 has tile a at distance " + distance);
  }

  @Test
  void missingFieldsAreNamed() {
    assertInvalid(GOOD.toBuilder().clearModelVersion().build(), "model_version");
    assertInvalid(GOOD.toBuilder().clearSteps().build(), "steps");
    assertInvalid(answer(panorama("p"), 0, 1, List.of(tile("", 1))), "id");
    assertInvalid(answer(panorama("p"), 0, 1, List.of(tileAt("a", 1, 91, 0))), "91");
  }

  @Test
  void anAnswerTooLargeToBeJoinedIsRejected() {
    assertInvalid(
        GOOD.toBuilder().setModelVersion("x".repeat(ShardAnswers.MAX_BYTES)).build(), "at most");
  }

  private static void assertInvalid(PanoramaSearched answer, String detail) {
    UnusableInputException thrown =
        catchThrowableOfType(UnusableInputException.class, () -> ShardAnswers.check(answer));
    assertThat(thrown).hasMessageContaining(detail);
    assertThat(thrown.reason()).isEqualTo(RejectionReason.INVALID_FIELD);
  }
}
