package org.crossview.matching.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.matching.outcome.Panoramas.halted;
import static org.crossview.matching.outcome.Panoramas.rejected;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.NewPartitions;
import org.crossview.local.KafkaRecords;
import org.crossview.local.LocalKafka;
import org.crossview.local.ServiceProcess;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.GeoTag;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process of its own against a real broker. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MatchingIT {
  private static final String GROUP = "crossview-matching";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int PARTITIONS = 3;

  @TempDir static Path logs;
  private static LocalKafka kafka;
  private static KafkaRecords records;
  private static ServiceProcess matching;

  @BeforeAll
  static void start() throws Exception {
    kafka = LocalKafka.start();
    records = new KafkaRecords(kafka.bootstrapServers());
    TopicLayout.of(PARTITIONS, 1).createMissing(records.admin());
    matching =
        ServiceProcess.start(
            new ServiceProcess.Settings(
                "matching",
                Path.of("target", "quarkus-app", "quarkus-run.jar"),
                List.of("-Xmx192m", "-Djava.io.tmpdir=" + logs),
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    kafka.bootstrapServers(),
                    // A killed instance is missed sooner than in production: the test waits for it.
                    "KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS",
                    "6000",
                    "KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS",
                    "1500"),
                logs));
    matching.awaitReady(LIMIT, progress -> {});
  }

  @AfterAll
  static void stop() {
    if (matching != null) {
      matching.close();
    }
    if (records != null) {
      records.close();
    }
    kafka.close();
  }

  /** Every panorama is delivered twice, some halted, some rejected, some both. */
  @Test
  @Order(1)
  void everyPanoramaHasExactlyOneOutcomeAlthoughTheServiceIsKilledTwiceInTheMiddle()
      throws Exception {
    Set<String> sent = new TreeSet<>();
    send(sent, 0, 200);
    awaitSomeOutcomes(20);
    matching.kill();
    send(sent, 100, 300);
    matching.startAgain();
    int before = outcomeCount();
    awaitSomeOutcomes(before + 20);
    matching.kill();
    send(sent, 200, 400);
    matching.startAgain();
    records.awaitProcessed(GROUP, LIMIT, Topics.PANORAMAS_HALTED, Topics.PANORAMAS_REJECTED);

    List<String> outcomes = new ArrayList<>();
    for (var record : records.readAll(Topics.GEOTAGS)) {
      outcomes.add(GeoTag.parseFrom(record.value()).getRef().getId());
    }
    int geotags = outcomes.size();
    for (var record : records.readAll(Topics.DEAD_LETTERS)) {
      DeadLetter letter = DeadLetter.parseFrom(record.value());
      outcomes.add(
          letter.hasPanorama()
              ? letter.getPanorama().getId()
              : "unreadable " + new String(letter.getOriginal().toByteArray(), UTF_8));
    }
    assertThat(outcomes).doesNotHaveDuplicates();
    assertThat(outcomes).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(geotags).isBetween(1, outcomes.size() - 1);
  }

  @Test
  @Order(2)
  void itIsNotReadyWhileTheBrokerIsAwayAndGoesOnWhenItIsBack() throws Exception {
    matching.awaitReady(LIMIT, progress -> {});
    kafka.stop();
    await("not ready without a broker", () -> !matching.isReady());
    assertThat(matching.isAlive()).isTrue();
    assertThat(matching.isLive()).as("alive, only waiting").isTrue();

    kafka.startAgain();
    matching.awaitReady(LIMIT, progress -> {});
    int before = outcomeCount();
    Set<String> sent = new TreeSet<>();
    send(sent, 1_000, 1_050);
    records.awaitProcessed(GROUP, LIMIT, Topics.PANORAMAS_HALTED, Topics.PANORAMAS_REJECTED);
    int geotags = records.readAll(Topics.GEOTAGS).size();
    assertThat(geotags + records.readAll(Topics.DEAD_LETTERS).size() - before)
        .isEqualTo(sent.size());
  }

  @Test
  @Order(3)
  void metricsNameTheStageAndTheirUnits() throws Exception {
    assertThat(matching.metrics())
        .contains("crossview_records_received_total{")
        .contains("crossview_record_duration_seconds_count{")
        .contains("crossview_duplicate_outcomes_total{")
        .contains("stage=\"matching\"");
  }

  /** Last, because partitions cannot be taken away again. */
  @Test
  @Order(4)
  void inputsWithUnequalPartitionsStopItAndReadinessNamesThem() throws Exception {
    matching.awaitReady(LIMIT, progress -> {});
    records
        .admin()
        .createPartitions(
            Map.of(Topics.PANORAMAS_REJECTED, NewPartitions.increaseTo(PARTITIONS + 1)))
        .all()
        .get();
    await("not ready with unequal partitions", () -> !matching.isReady());
    assertThat(matching.readiness())
        .contains("panoramas.halted has 3 partitions and panoramas.rejected has 4");

    int before = outcomeCount();
    send(new TreeSet<>(), 2_000, 2_020);
    Thread.sleep(3_000);
    assertThat(outcomeCount()).as("held until the operator has seen to it").isEqualTo(before);

    records
        .admin()
        .createPartitions(Map.of(Topics.PANORAMAS_HALTED, NewPartitions.increaseTo(PARTITIONS + 1)))
        .all()
        .get();
    matching.awaitReady(LIMIT, progress -> {});
    awaitSomeOutcomes(before + 20);
  }

  private static void send(Set<String> sent, int from, int to) {
    Random random = new Random(from);
    for (int round = 0; round < 2; round++) {
      for (int i = from; i < to; i++) {
        PanoramaRef ref =
            PanoramaRef.newBuilder().setId("p" + i).setVehicleId("vehicle-" + i % 7).build();
        byte[] key = ref.getVehicleId().getBytes(UTF_8);
        boolean answered = random.nextInt(3) > 0;
        records.send(
            answered ? Topics.PANORAMAS_HALTED : Topics.PANORAMAS_REJECTED,
            key,
            answered ? halted(ref).toByteArray() : rejected(ref).toByteArray());
        sent.add(ref.getId());
      }
    }
    byte[] garbage = ("\u00ff garbage " + from).getBytes(UTF_8);
    records.send(Topics.PANORAMAS_HALTED, null, garbage);
    sent.add("unreadable " + new String(garbage, UTF_8));
    records.flush();
  }

  private static int outcomeCount() {
    return records.count(Topics.GEOTAGS) + records.count(Topics.DEAD_LETTERS);
  }

  private static void awaitSomeOutcomes(int atLeast) throws InterruptedException {
    await("at least " + atLeast + " outcomes", () -> outcomeCount() >= atLeast);
  }

  private static void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as(what).isLessThan(LIMIT.toNanos());
      Thread.sleep(200);
    }
  }
}
