package org.crossview.halting.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.halting.merge.Answers.answer;
import static org.crossview.halting.merge.Answers.tile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.crossview.local.KafkaRecords;
import org.crossview.local.LocalKafka;
import org.crossview.local.ServiceProcess;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process of its own against a real broker. */
class HaltingIT {
  private static final String GROUP = "crossview-ase-halting";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SHARDS = 3;
  private static final int PANORAMAS = 150;

  @TempDir static Path logs;
  private static LocalKafka kafka;
  private static KafkaRecords records;
  private static ServiceProcess halting;

  @BeforeAll
  static void start() throws Exception {
    kafka = LocalKafka.start();
    records = new KafkaRecords(kafka.bootstrapServers());
    TopicLayout.of(3, 1).createMissing(records.admin());
    halting =
        ServiceProcess.start(
            new ServiceProcess.Settings(
                "ase-halting",
                Path.of("target", "quarkus-app", "quarkus-run.jar"),
                List.of("-Xmx192m", "-Djava.io.tmpdir=" + logs),
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    kafka.bootstrapServers(),
                    "CROSSVIEW_GALLERY_SHARDS",
                    Integer.toString(SHARDS),
                    // A killed instance is missed sooner than in production: the test waits for it.
                    "KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS",
                    "6000",
                    "KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS",
                    "1500"),
                logs));
    halting.awaitReady(LIMIT, progress -> {});
  }

  @AfterAll
  static void stop() {
    if (halting != null) {
      halting.close();
    }
    if (records != null) {
      records.close();
    }
    kafka.close();
  }

  /** The first half waits in the store, on the disk of a process that is gone, for the second. */
  @Test
  void everyPanoramaHaltsAlthoughTheServiceIsKilledBetweenItsShardsAnswers() throws Exception {
    List<PanoramaSearched> answers = new ArrayList<>();
    for (int i = 0; i < PANORAMAS; i++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        answers.add(answerOf(i, shard));
      }
    }
    Collections.shuffle(answers, new Random(5));
    int half = answers.size() / 2;
    answers.subList(0, half).forEach(HaltingIT::send);
    byte[] garbage = {(byte) 0xff, 1, 2};
    records.send(Topics.PANORAMAS_SEARCHED, null, garbage);
    records.flush();
    records.awaitProcessed(GROUP, LIMIT, Topics.PANORAMAS_SEARCHED);
    answers.subList(half, half + half / 3).forEach(HaltingIT::send);
    records.flush();
    halting.kill();
    halting.startAgain();
    answers.subList(half + half / 3, answers.size()).forEach(HaltingIT::send);
    records.flush();
    records.awaitProcessed(GROUP, LIMIT, Topics.PANORAMAS_SEARCHED);

    Set<String> halted = new HashSet<>();
    for (var record : records.readAll(Topics.PANORAMAS_HALTED)) {
      PanoramaHalted message = PanoramaHalted.parseFrom(record.value());
      halted.add(message.getRef().getId());
      assertThat(new String(record.key(), UTF_8)).isEqualTo(message.getRef().getVehicleId());
      assertThat(message.getCandidates(0).getTile().getId())
          .as("the nearest of all shards")
          .isEqualTo("tile-0");
    }
    assertThat(halted)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, PANORAMAS).mapToObj(i -> "p" + i).toList());
    List<PanoramaRejected> rejected = new ArrayList<>();
    for (var record : records.readAll(Topics.PANORAMAS_REJECTED)) {
      rejected.add(PanoramaRejected.parseFrom(record.value()));
    }
    assertThat(rejected)
        .as("only the bytes that are no message")
        .isNotEmpty()
        .allSatisfy(message -> assertThat(message.getOriginal().toByteArray()).isEqualTo(garbage));
  }

  private static PanoramaSearched answerOf(int panorama, int shard) {
    PanoramaRef ref =
        PanoramaRef.newBuilder()
            .setId("p" + panorama)
            .setVehicleId("vehicle-" + panorama % 5)
            .build();
    return answer(
        ref,
        shard,
        SHARDS,
        List.of(tile("tile-" + shard, .1 + shard * .2)),
        List.of(tile("tile-" + shard, .2 + shard * .1)));
  }

  private static void send(PanoramaSearched answer) {
    records.send(
        Topics.PANORAMAS_SEARCHED,
        answer.getRef().getVehicleId().getBytes(UTF_8),
        answer.toByteArray());
  }
}
