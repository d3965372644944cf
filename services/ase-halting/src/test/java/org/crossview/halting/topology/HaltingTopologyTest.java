package org.crossview.halting.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.halting.merge.Answers.answer;
import static org.crossview.halting.merge.Answers.panorama;
import static org.crossview.halting.merge.Answers.tile;

import java.nio.file.Path;
import java.util.List;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.StageTiming;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the answers of the shards are joined. */
class HaltingTopologyTest {
  private static final PanoramaRef P1 = panorama("p1");

  @TempDir Path state;
  private HaltingDriver stage;

  @BeforeEach
  void start() {
    stage = new HaltingDriver(state);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void oneShardHaltsAtOnceAndLeavesNothingInTheStore() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 1));

    assertThat(stage.halted()).extracting(halted -> halted.getRef().getId()).containsExactly("p1");
    assertThat(stage.stored()).isEmpty();
  }

  @Test
  void threeShardsHaltOnceWithTheThirdAnswerInWhateverOrder() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 2, 3));
    stage.send(HaltingDriver.answerOf(P1, 0, 3));
    assertThat(stage.halted()).isEmpty();

    stage.send(HaltingDriver.answerOf(P1, 1, 3));

    List<PanoramaHalted> halted = stage.halted();
    assertThat(halted).hasSize(1);
    assertThat(halted.getFirst().getCandidatesList())
        .extracting(candidate -> candidate.getTile().getId())
        .containsExactly("tile-0", "tile-1");
    assertThat(stage.rejected()).isEmpty();
  }

  @Test
  void theRecordOfAHaltedPanoramaIsKeyedByItsVehicleAndCarriesTheTrailOfTheLastAnswer()
      throws Exception {
    stage.send(
        HaltingDriver.answerOf(P1, 0, 1).toBuilder()
            .addTimings(StageTiming.newBuilder().setStage("gallery-search"))
            .build());

    var record = stage.read(Topics.PANORAMAS_HALTED).getFirst();
    assertThat(new String(record.key, UTF_8)).isEqualTo("vehicle-1");
    assertThat(PanoramaHalted.parseFrom(record.value).getTimingsList())
        .extracting(StageTiming::getStage)
        .containsExactly("gallery-search", "ase-halting");
  }

  @Test
  void answersOfTheSameShardCountOnce() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 3));
    stage.send(HaltingDriver.answerOf(P1, 0, 3));
    stage.send(HaltingDriver.answerOf(P1, 0, 3));
    stage.send(HaltingDriver.answerOf(P1, 1, 3));
    assertThat(stage.halted()).isEmpty();

    stage.send(HaltingDriver.answerOf(P1, 2, 3));
    assertThat(stage.halted()).hasSize(1);
  }

  @Test
  void anAnswerDeliveredAgainAfterTheJoinGivesTheSameOutcomeAgain() throws Exception {
    stage.sendAll(P1);
    PanoramaHalted first = stage.halted().getFirst();

    stage.send(answer(P1, 1, 3, List.of(tile("other", 0.01))));

    assertThat(stage.halted())
        .extracting(halted -> halted.toBuilder().clearTimings().build())
        .containsExactly(first.toBuilder().clearTimings().build());
  }

  @Test
  void panoramasAndTheirAttemptsAreJoinedApart() throws Exception {
    PanoramaRef again = P1.toBuilder().setAttempt(1).build();
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.send(HaltingDriver.answerOf(again, 1, 2));
    stage.send(HaltingDriver.answerOf(panorama("p2"), 1, 2));
    assertThat(stage.halted()).isEmpty();

    stage.send(HaltingDriver.answerOf(again, 0, 2));
    assertThat(stage.halted()).extracting(PanoramaHalted::getRef).containsExactly(again);
  }

  @Test
  void answersOfTwoModelsOrTwoSplitsAreNeverMixed() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.send(
        HaltingDriver.answerOf(P1, 1, 2).toBuilder().setModelVersion("another-model").build());
    stage.send(HaltingDriver.answerOf(P1, 1, 3));
    assertThat(stage.halted()).isEmpty();

    stage.send(HaltingDriver.answerOf(P1, 1, 2));
    assertThat(stage.halted()).extracting(PanoramaHalted::getModelVersion).hasSize(1);
    assertThat(stage.registry().get("crossview.answers.other.split").counter().count())
        .isEqualTo(3);
  }

  @Test
  void shardsOfDifferentEpochsAreJoinedAndCounted() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.send(HaltingDriver.answerOf(P1, 1, 2).toBuilder().setGalleryEpoch(2).build());

    assertThat(stage.halted()).hasSize(1);
    assertThat(stage.registry().get("crossview.joins.mixed.epochs").counter().count()).isEqualTo(1);
  }
}
