package org.crossview.stage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.batch.RunningStage.await;
import static org.crossview.stage.batch.RunningStage.read;
import static org.crossview.stage.batch.RunningStage.sendPanorama;
import static org.crossview.stage.batch.RunningStage.sendTile;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.assertj.core.groups.Tuple;
import org.crossview.local.LocalKafka;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.BrokerProbe;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchStageIT {
  private static final BatchSettings SETTINGS =
      new BatchSettings(8, Duration.ofMillis(5), 2, Duration.ofMillis(50), Duration.ofMillis(200));

  private static LocalKafka kafka;
  private static KafkaConnection connection;

  /** Prefix of all ids of one test. */
  private String prefix;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = LocalKafka.start();
    connection = new KafkaConnection(kafka.bootstrapServers());
    try (Admin admin = Admin.create(connection.admin("test"))) {
      TopicLayout.of(RunningStage.PARTITIONS, 1).createMissing(admin);
    }
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void beginAtTheEnd(TestInfo test) throws Exception {
    prefix = test.getTestMethod().orElseThrow().getName().replaceAll("[a-z]", "") + "-";
    RunningStage.beginAtTheEnd(connection, prefix);
  }

  @Test
  void nRecordsInAreNRecordsOutWithBadOnesAmongThem() throws Exception {
    byte[] garbage = (prefix + "\u0000\u0001 garbage").getBytes(StandardCharsets.UTF_8);
    try (RunningStage stage = start(RunningStage::handOnPanoramas);
        KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection)) {
      for (int i = 0; i < 50; i++) {
        sendPanorama(producer, i, prefix + i);
        if (i % 10 == 5) {
          RunningStage.send(producer, Topics.PANORAMAS_PREPARED, i, garbage);
        }
      }
      producer.flush();
      awaitNoLag();
      assertThat(stage.readiness.isReady()).as("%s", stage.readiness.conditions()).isTrue();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(outputs())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).mapToObj(this::id).toList());
    List<PanoramaRejected> rejected = rejectionsOf(garbage);
    assertThat(rejected).hasSize(5);
    assertThat(rejected).allSatisfy(r -> assertThat(r.getReason()).isEqualTo("unreadable-message"));
  }

  @Test
  void oneItemThatAlwaysFailsIsRejectedAndItsNeighboursPass() throws Exception {
    BatchFunction<PanoramaPrepared> failing =
        items -> {
          if (items.stream().anyMatch(item -> id(item).equals(prefix + "3"))) {
            throw new IllegalStateException("planted");
          }
          return RunningStage.handOnPanoramas(items);
        };
    try (RunningStage stage = start(failing);
        KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection)) {
      for (int i = 0; i < 12; i++) {
        sendPanorama(producer, 0, prefix + i);
      }
      producer.flush();
      awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(outputs())
        .containsExactlyElementsOf(
            IntStream.range(0, 12).filter(i -> i != 3).mapToObj(this::id).toList());
    assertThat(rejections())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.getRef().getId()).isEqualTo(prefix + "3");
              assertThat(r.getReason()).isEqualTo("internal-error");
            });
  }

  @Test
  void aStageThatStopsInTheMiddleLosesNothing() throws Exception {
    CountDownLatch inside = new CountDownLatch(3);
    BatchFunction<PanoramaPrepared> slow =
        items -> {
          inside.countDown();
          sleep(50);
          return RunningStage.handOnPanoramas(items);
        };
    try (KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection)) {
      for (int i = 0; i < 80; i++) {
        sendPanorama(producer, i, prefix + i);
      }
      producer.flush();
    }
    try (RunningStage stage = start(slow)) {
      assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(RunningStage.lag(connection, prefix)).isPositive();
    int before = outputs().size();
    try (RunningStage stage = start(RunningStage::handOnPanoramas)) {
      awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(before).isPositive();
    // A clean stop commits what it sent: exactly once here, not only at least once.
    assertThat(outputs())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 80).mapToObj(this::id).toList());
  }

  @Test
  void anInstanceThatJoinsAndOneThatLeavesLoseNothing() throws Exception {
    BatchFunction<PanoramaPrepared> slow =
        items -> {
          sleep(10);
          return RunningStage.handOnPanoramas(items);
        };
    try (KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection);
        RunningStage second = secondWhileFirstRuns(producer, slow)) {
      awaitNoLag();
      assertThat(second.liveness.failure()).isEmpty();
    }
    assertThat(Set.copyOf(outputs()))
        .isEqualTo(Set.copyOf(IntStream.range(0, 300).mapToObj(this::id).toList()));
  }

  private RunningStage secondWhileFirstRuns(
      KafkaProducer<byte[], byte[]> producer, BatchFunction<PanoramaPrepared> function)
      throws InterruptedException {
    RunningStage second;
    try (RunningStage first = start(function)) {
      await("the first instance is ready", first.readiness::isReady);
      for (int i = 0; i < 150; i++) {
        sendPanorama(producer, i, prefix + i);
      }
      second = start(function);
      await("the second instance is ready", second.readiness::isReady);
      for (int i = 150; i < 300; i++) {
        sendPanorama(producer, i, prefix + i);
      }
      producer.flush();
    }
    return second;
  }

  @Test
  void whileADependencyIsDownNothingIsConsumedAndTheStageSaysSo() throws Exception {
    AtomicBoolean down = new AtomicBoolean(true);
    BatchFunction<PanoramaPrepared> dependent =
        items -> {
          if (down.get()) {
            throw new DependencyUnavailableException("redis", "connection refused", null);
          }
          return RunningStage.handOnPanoramas(items);
        };
    try (RunningStage stage = start(dependent);
        KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection)) {
      for (int i = 0; i < 20; i++) {
        sendPanorama(producer, i, prefix + i);
      }
      producer.flush();
      await(
          "the stage reports redis",
          () -> "connection refused".equals(stage.readiness.conditions().get("redis")));
      sleep(500);
      assertThat(stage.readiness.isReady()).isFalse();
      assertThat(RunningStage.lag(connection, prefix)).isEqualTo(20);
      assertThat(outputs()).isEmpty();
      down.set(false);
      awaitNoLag();
      await("ready again", stage.readiness::isReady);
    }
    assertThat(outputs())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).mapToObj(this::id).toList());
    assertThat(rejections()).isEmpty();
  }

  @Test
  void aBrokerThatGoesAwayIsReportedAndNothingIsLost() throws Exception {
    try (RunningStage stage = start(RunningStage::handOnPanoramas);
        KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection)) {
      await("ready", stage.readiness::isReady);
      for (int i = 0; i < 20; i++) {
        sendPanorama(producer, i, prefix + i);
      }
      producer.flush();
      kafka.stop();
      await(
          "the stage reports its broker",
          () -> !"ok".equals(stage.readiness.conditions().get(BrokerProbe.BROKER)));
      kafka.startAgain();
      await("ready again", stage.readiness::isReady);
      for (int i = 20; i < 40; i++) {
        sendPanorama(producer, i, prefix + i);
      }
      producer.flush();
      awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(Set.copyOf(outputs()))
        .isEqualTo(Set.copyOf(IntStream.range(0, 40).mapToObj(this::id).toList()));
  }

  @Test
  void aResultThatIsTooLargeIsRejectedAndTheStageGoesOn() throws Exception {
    BatchFunction<PanoramaPrepared> swelling =
        items ->
            items.stream()
                .map(
                    item ->
                        switch (id(item).substring(prefix.length())) {
                          // The producer refuses the one, the broker's topic the other.
                          case "1" -> large(item, MessageSizes.MAX_REJECTION_BYTES + 1);
                          case "3" -> large(item, MessageSizes.MAX_MESSAGE_BYTES + 100_000);
                          default -> RunningStage.handOnPanoramas(List.of(item)).getFirst();
                        })
                .toList();
    try (RunningStage stage = start(swelling);
        KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection)) {
      for (int i = 0; i < 6; i++) {
        sendPanorama(producer, 0, prefix + i);
      }
      producer.flush();
      awaitNoLag();
      await("ready again", stage.readiness::isReady);
    }
    assertThat(outputs()).containsExactlyInAnyOrder(id(0), id(2), id(4), id(5));
    assertThat(rejections())
        .extracting(r -> r.getRef().getId(), PanoramaRejected::getReason)
        .containsExactlyInAnyOrder(
            Tuple.tuple(id(1), "internal-error"), Tuple.tuple(id(3), "internal-error"));
    assertThat(rejections()).allMatch(r -> !r.getOriginal().isEmpty());
  }

  private static ItemResult large(Item<PanoramaPrepared> item, int bytes) {
    return ItemResult.forward(
        new Outgoing(
            Topics.PANORAMAS_EMBEDDED,
            null,
            item.message().toBuilder()
                .setBgr(ByteString.copyFrom(new byte[bytes]))
                .build()
                .toByteArray()));
  }

  @Test
  void aProcessThatIsBeyondHelpSaysSo() throws Exception {
    BatchFunction<PanoramaPrepared> exhausted =
        items -> {
          throw new OutOfMemoryError("planted");
        };
    try (RunningStage stage = start(exhausted);
        KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection)) {
      sendPanorama(producer, 0, prefix + 0);
      producer.flush();
      await("liveness fails", () -> stage.liveness.failure().isPresent());
      assertThat(stage.liveness.failure().orElseThrow()).contains("planted");
      await("not ready", () -> !stage.readiness.isReady());
    }
    assertThat(RunningStage.lag(connection, prefix)).isEqualTo(1);
  }

  @Test
  void panoramasOvertakeTilesThatWaitLonger() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch tilesRun = new CountDownLatch(2);
    try (KafkaProducer<byte[], byte[]> producer = RunningStage.producer(connection);
        RunningStage stage =
            new RunningStage(
                connection,
                prefix,
                SETTINGS,
                items -> {
                  items.forEach(item -> order.add(id(item)));
                  return RunningStage.handOnPanoramas(items);
                },
                items -> {
                  items.forEach(item -> order.add(item.message().getRef().getId()));
                  tilesRun.countDown();
                  sleep(20);
                  return RunningStage.handOnTiles(items);
                })) {
      for (int i = 0; i < 400; i++) {
        sendTile(producer, i, prefix + "tile-" + i);
      }
      producer.flush();
      assertThat(tilesRun.await(60, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 24; i++) {
        sendPanorama(producer, i, prefix + i);
      }
      producer.flush();
      awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(order).hasSize(424);
    int lastPanorama = IntStream.range(0, 24).map(i -> order.indexOf(prefix + i)).max().orElse(-1);
    assertThat(lastPanorama).isLessThan(200);
  }

  private RunningStage start(BatchFunction<PanoramaPrepared> function) {
    return new RunningStage(connection, prefix, SETTINGS, function, RunningStage::handOnTiles);
  }

  private void awaitNoLag() throws InterruptedException {
    await("everything is committed", () -> RunningStage.lag(connection, prefix) == 0);
  }

  private String id(int i) {
    return prefix + i;
  }

  private static String id(Item<PanoramaPrepared> item) {
    return item.message().getRef().getId();
  }

  private List<String> outputs() throws Exception {
    List<String> ids = new ArrayList<>();
    for (var record : read(connection, Topics.PANORAMAS_EMBEDDED)) {
      String id = PanoramaPrepared.parseFrom(record.value()).getRef().getId();
      if (id.startsWith(prefix)) {
        ids.add(id);
      }
    }
    return ids;
  }

  private List<PanoramaRejected> rejections() throws Exception {
    List<PanoramaRejected> rejections = new ArrayList<>();
    for (var record : read(connection, Topics.PANORAMAS_REJECTED)) {
      PanoramaRejected rejected = PanoramaRejected.parseFrom(record.value());
      if (rejected.getRef().getId().startsWith(prefix)) {
        rejections.add(rejected);
      }
    }
    return rejections;
  }

  private static List<PanoramaRejected> rejectionsOf(byte[] original) throws Exception {
    List<PanoramaRejected> rejections = new ArrayList<>();
    for (var record : read(connection, Topics.PANORAMAS_REJECTED)) {
      PanoramaRejected rejected = PanoramaRejected.parseFrom(record.value());
      if (java.util.Arrays.equals(rejected.getOriginal().toByteArray(), original)) {
        rejections.add(rejected);
      }
    }
    return rejections;
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
