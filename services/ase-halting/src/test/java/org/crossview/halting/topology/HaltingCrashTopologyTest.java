package org.crossview.halting.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.halting.merge.Answers.panorama;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill leaves the changelogs of the two stores and the topic of rejections in any order: each may
 * be ahead of the others.
 */
class HaltingCrashTopologyTest {
  private static final PanoramaRef P1 = panorama("p1");
  private static final Duration A_TIMEOUT = HaltingDriver.TIMEOUT.plusSeconds(1);

  @TempDir Path state;
  private HaltingDriver stage;

  @BeforeEach
  void start() {
    stage = new HaltingDriver(state);
    stage.afterTheStart();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void whereverASweepIsCutOffEveryJoinStillHasAnAppointment() {
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.send(HaltingDriver.answerOf(panorama("p2"), 0, 2));
    Set<Bytes> appointments = new HashSet<>(stage.due().keySet());
    stage.changes(HaltingDriver.DUE);

    stage.pass(A_TIMEOUT);

    List<KeyValue<byte[], byte[]>> changes = stage.changes(HaltingDriver.DUE);
    assertThat(changes).hasSize(4);
    for (KeyValue<byte[], byte[]> change : changes) {
      if (change.value == null) {
        appointments.remove(Bytes.wrap(change.key));
      } else {
        appointments.add(Bytes.wrap(change.key));
      }
      assertThat(appointments)
          .extracting(HaltingCrashTopologyTest::joinOf)
          .containsAll(stage.stored().keySet());
    }
  }

  /** What follows the eight bytes of the time. */
  private static Bytes joinOf(Bytes appointment) {
    byte[] bytes = appointment.get();
    return Bytes.wrap(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
  }

  @Test
  void theAppointmentOfAForgottenJoinOutlivesTheJoin() {
    stage.sendAll(P1);

    stage.pass(A_TIMEOUT);
    assertThat(stage.stored()).isEmpty();
    assertThat(stage.due()).isNotEmpty();
    stage.pass(Duration.ofSeconds(1));

    assertThat(stage.due()).isEmpty();
  }

  @Test
  void aPanoramaThatWasGivenUpIsRejectedOnceMoreBeforeItIsForgotten() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.pass(A_TIMEOUT);
    PanoramaRejected first = stage.rejected().getFirst();

    stage.pass(A_TIMEOUT);
    stage.pass(A_TIMEOUT);

    assertThat(stage.rejected())
        .extracting(rejected -> rejected.toBuilder().clearTimings().build())
        .containsExactly(first.toBuilder().clearTimings().build());
    assertThat(stage.registry().get("crossview.joins.given.up").counter().count()).isEqualTo(1);
    assertThat(stage.stored()).isEmpty();
  }

  @Test
  void aJoinThatLostItsAppointmentIsGivenUpInItsTimeOnceItsAnswerIsDeliveredAgain()
      throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.lose(HaltingDriver.DUE);
    stage.pass(Duration.ofSeconds(30));
    stage.send(HaltingDriver.answerOf(P1, 0, 2));

    stage.pass(Duration.ofSeconds(31));

    assertThat(stage.rejected()).extracting(PanoramaRejected::getReason).containsExactly("expired");
  }

  @Test
  void anOutcomeThatLostItsAppointmentIsForgottenOnceItsAnswerIsDeliveredAgain() {
    stage.sendAll(P1);
    stage.lose(HaltingDriver.DUE);
    stage.send(HaltingDriver.answerOf(P1, 2, 3));

    stage.pass(A_TIMEOUT);

    assertThat(stage.stored()).isEmpty();
  }

  @Test
  void anAppointmentThatLostItsJoinDoesNotShortenTheWaitOfTheNext() throws Exception {
    stage.send(HaltingDriver.answerOf(P1, 0, 2));
    stage.lose(HaltingDriver.JOINS);
    stage.pass(Duration.ofSeconds(30));
    stage.send(HaltingDriver.answerOf(P1, 0, 2));

    stage.pass(Duration.ofSeconds(31));
    assertThat(stage.rejected()).isEmpty();
    stage.pass(Duration.ofSeconds(30));

    assertThat(stage.rejected()).extracting(PanoramaRejected::getReason).containsExactly("expired");
  }
}
