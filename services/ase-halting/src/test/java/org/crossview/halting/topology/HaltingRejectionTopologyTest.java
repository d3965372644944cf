package org.crossview.halting.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.halting.merge.Answers.answer;
import static org.crossview.halting.merge.Answers.panorama;
import static org.crossview.halting.merge.Answers.tile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends without a halt: nothing to match, too late, unreadable, too large. */
class HaltingRejectionTopologyTest {
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
  void aPriorThatExcludesAllTilesIsRejectedOnceAllShardsSaySo() throws Exception {
    stage.send(answer(P1, 0, 2, List.of(), List.of()));
    assertThat(stage.rejected()).isEmpty();

    PanoramaSearched last = answer(P1, 1, 2, List.of(), List.of());
    stage.send(last);

    PanoramaRejected rejected = stage.rejected().getFirst();
    assertThat(rejected.getReason()).isEqualTo("no-coverage");
    assertThat(rejected.getStage()).isEqualTo("ase-halting");
    assertThat(rejected.getRef()).isEqualTo(P1);
    assertThat(rejected.getOriginal()).isEqualTo(last.toByteString());
    assertThat(stage.halted()).isEmpty();
  }

  @Test
  void aJoinWithoutItsLastShardIsRejectedAfterTheTimeoutNamingTheShard() throws Exception {
    stage.afterTheStart();
    PanoramaSearched last = HaltingDriver.answerOf(P1, 2, 3);
    stage.send(HaltingDriver.answerOf(P1, 0, 3));
    stage.send(last);
    stage.pass(HaltingDriver.TIMEOUT.minusSeconds(2));
    assertThat(stage.rejected()).isEmpty();

    stage.pass(Duration.ofSeconds(3));

    PanoramaRejected rejected = stage.rejected().getFirst();
    assertThat(rejected.getReason()).isEqualTo("expired");
    assertThat(rejected.getDetail()).contains("2 of 3 shards").contains("no answer of shard 1:");
    assertThat(rejected.getRef()).isEqualTo(P1);
    assertThat(rejected.getOriginal()).isEqualTo(last.toByteString());
    assertThat(rejected.getOrigin().getTopic()).isEqualTo(Topics.PANORAMAS_SEARCHED);
    assertThat(rejected.getOrigin().getOffset()).isEqualTo(1);
    assertThat(stage.registry().get("crossview.joins.given.up").counter().count()).isEqualTo(1);

    stage.send(HaltingDriver.answerOf(P1, 1, 3));
    assertThat(stage.halted()).as("given up is given up").isEmpty();
    assertThat(stage.rejected()).hasSize(1);
  }

  @Test
  void aDeadlineShortensTheWait() throws Exception {
    stage.afterTheStart();
    long deadlineUs = stage.nowMs() * 1_000 + 5_000_000;
    stage.send(HaltingDriver.answerOf(P1.toBuilder().setDeadlineUs(deadlineUs).build(), 0, 2));

    stage.pass(Duration.ofSeconds(7));

    assertThat(stage.rejected()).extracting(PanoramaRejected::getReason).containsExactly("expired");
  }

  @Test
  void theTimeInWhichTheStageWasDownDoesNotExpireAnything() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.pass(HaltingDriver.TIMEOUT.minusSeconds(1));
    assertThat(stage.rejected()).isEmpty();
  }

  @Test
  void whatEndedIsForgottenAfterAnotherTimeoutSoThatTheStoreStaysSmall() throws Exception {
    stage.afterTheStart();
    stage.sendAll(P1);
    stage.send(HaltingDriver.answerOf(panorama("p2"), 0, 3));
    assertThat(stage.stored()).hasSize(2);

    stage.pass(HaltingDriver.TIMEOUT.plusSeconds(1));
    assertThat(stage.stored()).hasSize(1);
    stage.pass(HaltingDriver.TIMEOUT.plusSeconds(1));

    assertThat(stage.stored()).isEmpty();
    stage.pass(Duration.ofSeconds(1));
    assertThat(stage.due()).isEmpty();
  }

  @Test
  void anUnreadableRecordIsRejectedWithItsBytesAndItsNeighboursHalt() throws Exception {
    byte[] garbage = {(byte) 0xff, 1, 2, 3};
    stage.searched().pipeInput("vehicle-9".getBytes(UTF_8), garbage);
    stage.send(HaltingDriver.answerOf(P1, 0, 1));
    stage.searched().pipeInput(null, new byte[0]);

    List<PanoramaRejected> rejected = stage.rejected();
    assertThat(rejected)
        .extracting(PanoramaRejected::getReason)
        .containsExactly("unreadable-message", "invalid-field");
    assertThat(rejected.getFirst().hasRef()).isFalse();
    assertThat(rejected.getFirst().getOriginal().toByteArray()).isEqualTo(garbage);
    assertThat(stage.halted()).hasSize(1);
  }

  @Test
  void answersTooLargeTogetherAreRejectedAndNotRetriedForEver() throws Exception {
    TileRef wordy = TileRef.newBuilder().setId("tile").setSource("x".repeat(8_000)).build();
    List<Candidate> candidates =
        Collections.nCopies(110, tile("", .1).toBuilder().setTile(wordy).build());
    for (int shard = 0; shard < 12; shard++) {
      stage.send(answer(P1, shard, 12, candidates));
    }
    assertThat(stage.rejected())
        .isNotEmpty()
        .allSatisfy(
            rejected -> {
              assertThat(rejected.getReason()).isEqualTo("invalid-field");
              assertThat(rejected.getDetail()).contains("of 12 shards have more than");
            });
    assertThat(stage.halted()).isEmpty();
  }
}
