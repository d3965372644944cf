package org.crossview.stage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.batch.RunningStage.await;
import static org.crossview.stage.batch.RunningStage.sendPanorama;
import static org.crossview.stage.batch.RunningStage.sendTile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records through a stage on a real broker. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchStageIT {
  @RegisterExtension static final StagesOnBroker broker = new StagesOnBroker();

  @Test
  void nRecordsInAreNRecordsOutWithBadOnesAmongThem() throws Exception {
    byte[] garbage = (broker.prefix() + "\u0000\u0001 garbage").getBytes(StandardCharsets.UTF_8);
    try (RunningStage stage = broker.start(RunningStage::handOnPanoramas);
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < 50; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
        if (i % 10 == 5) {
          RunningStage.send(producer, Topics.PANORAMAS_PREPARED, i, garbage);
        }
      }
      producer.flush();
      broker.awaitNoLag();
      assertThat(stage.readiness.isReady()).as("%s", stage.readiness.conditions()).isTrue();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(broker.outputs())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).mapToObj(broker::id).toList());
    List<PanoramaRejected> rejected = broker.rejectionsOf(garbage);
    assertThat(rejected).hasSize(5);
    assertThat(rejected).allSatisfy(r -> assertThat(r.getReason()).isEqualTo("unreadable-message"));
  }

  @Test
  void oneItemThatAlwaysFailsIsRejectedAndItsNeighboursPass() throws Exception {
    BatchFunction<PanoramaPrepared> failing =
        items -> {
          if (items.stream()
              .anyMatch(item -> StagesOnBroker.idOf(item).equals(broker.prefix() + "3"))) {
            throw new IllegalStateException("planted");
          }
          return RunningStage.handOnPanoramas(items);
        };
    try (RunningStage stage = broker.start(failing);
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < 12; i++) {
        sendPanorama(producer, 0, broker.prefix() + i);
      }
      producer.flush();
      broker.awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(broker.outputs())
        .containsExactlyElementsOf(
            IntStream.range(0, 12).filter(i -> i != 3).mapToObj(broker::id).toList());
    assertThat(broker.rejections())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.getRef().getId()).isEqualTo(broker.prefix() + "3");
              assertThat(r.getReason()).isEqualTo("internal-error");
            });
  }

  @Test
  void aStageThatStopsInTheMiddleLosesNothing() throws Exception {
    CountDownLatch inside = new CountDownLatch(3);
    BatchFunction<PanoramaPrepared> slow =
        items -> {
          inside.countDown();
          StagesOnBroker.sleep(50);
          return RunningStage.handOnPanoramas(items);
        };
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < 80; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
      }
      producer.flush();
    }
    try (RunningStage stage = broker.start(slow)) {
      assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(broker.lag()).isPositive();
    int before = broker.outputs().size();
    try (RunningStage stage = broker.start(RunningStage::handOnPanoramas)) {
      broker.awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(before).isPositive();
    // A clean stop commits what it sent: exactly once here, not only at least once.
    assertThat(broker.outputs())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 80).mapToObj(broker::id).toList());
  }

  @Test
  void anInstanceThatJoinsAndOneThatLeavesLoseNothing() throws Exception {
    BatchFunction<PanoramaPrepared> slow =
        items -> {
          StagesOnBroker.sleep(10);
          return RunningStage.handOnPanoramas(items);
        };
    try (KafkaProducer<byte[], byte[]> producer = broker.producer();
        RunningStage second = secondWhileFirstRuns(producer, slow)) {
      broker.awaitNoLag();
      assertThat(second.liveness.failure()).isEmpty();
    }
    assertThat(Set.copyOf(broker.outputs()))
        .isEqualTo(Set.copyOf(IntStream.range(0, 300).mapToObj(broker::id).toList()));
  }

  private RunningStage secondWhileFirstRuns(
      KafkaProducer<byte[], byte[]> producer, BatchFunction<PanoramaPrepared> function)
      throws InterruptedException {
    RunningStage second;
    try (RunningStage first = broker.start(function)) {
      await("the first instance is ready", first.readiness::isReady);
      for (int i = 0; i < 150; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
      }
      second = broker.start(function);
      await("the second instance is ready", second.readiness::isReady);
      for (int i = 150; i < 300; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
      }
      producer.flush();
    }
    return second;
  }

  @Test
  void panoramasOvertakeTilesThatWaitLonger() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch tilesRun = new CountDownLatch(2);
    try (KafkaProducer<byte[], byte[]> producer = broker.producer();
        RunningStage stage =
            broker.start(
                items -> {
                  items.forEach(item -> order.add(StagesOnBroker.idOf(item)));
                  return RunningStage.handOnPanoramas(items);
                },
                items -> {
                  items.forEach(item -> order.add(item.message().getRef().getId()));
                  tilesRun.countDown();
                  StagesOnBroker.sleep(20);
                  return RunningStage.handOnTiles(items);
                })) {
      for (int i = 0; i < 400; i++) {
        sendTile(producer, i, broker.prefix() + "tile-" + i);
      }
      producer.flush();
      assertThat(tilesRun.await(60, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 24; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
      }
      producer.flush();
      broker.awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(order).hasSize(424);
    int lastPanorama =
        IntStream.range(0, 24).map(i -> order.indexOf(broker.prefix() + i)).max().orElse(-1);
    assertThat(lastPanorama).isLessThan(200);
  }
}
