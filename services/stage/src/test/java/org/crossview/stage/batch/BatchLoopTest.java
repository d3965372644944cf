package org.crossview.stage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.Samples.panorama;
import static org.crossview.stage.batch.RunningStage.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.Test;

/** What happens at one moment of a hold; a real broker does not do it when it is asked to. */
class BatchLoopTest {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.PANORAMAS_PREPARED, 0);
  private static final BatchSettings SETTINGS =
      new BatchSettings(8, Duration.ZERO, 2, Duration.ofMillis(50), Duration.ofMillis(50));

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Readiness readiness = new Readiness();
  private final Liveness liveness = new Liveness();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void aDependencyThatIsBackIsReportedAlthoughKafkaFailedWhileItWasAwaited() throws Exception {
    unavailableOnceAndMeanwhile(() -> consumer.setPollException(new KafkaException("planted")));
    assertThat(calls).hasValueGreaterThan(1);
  }

  @Test
  void aDependencyIsNotAwaitedForRecordsThatWentToAnotherInstance() throws Exception {
    unavailableOnceAndMeanwhile(
        () -> consumer.schedulePollTask(() -> consumer.rebalance(List.of())));
    assertThat(calls).hasValue(1);
  }

  @Test
  void whatAFunctionHasLostIsReadAgainAndWhatItHadInHandForgotten() throws Exception {
    assertThat(processedWithRewindTo(1)).containsExactly(0L, 1L, 1L, 2L);
  }

  @Test
  void aRewindPassesNothingOverThatIsNotYetProcessed() throws Exception {
    assertThat(processedWithRewindTo(9)).containsExactly(0L, 1L, 2L);
  }

  /** The offsets that a function gets which asks for a rewind when it has the third record. */
  private List<Long> processedWithRewindTo(long offset) throws InterruptedException {
    List<Long> processed = new CopyOnWriteArrayList<>();
    Queue<Map<TopicPartition, Long>> rewinds = new ConcurrentLinkedQueue<>();
    BatchFunction<PanoramaPrepared> function =
        new BatchFunction<>() {
          @Override
          public List<ItemResult> process(List<Item<PanoramaPrepared>> items)
              throws DependencyUnavailableException {
            if (items.getFirst().record().offset() == 2 && calls.incrementAndGet() == 1) {
              rewinds.add(Map.of(PARTITION, offset));
              throw new DependencyUnavailableException("redis", "filled anew", null);
            }
            items.forEach(item -> processed.add(item.record().offset()));
            return items.stream().map(item -> ItemResult.done()).toList();
          }

          @Override
          public Map<TopicPartition, Long> rewinds() {
            if (rewinds.isEmpty()) {
              return Map.of();
            }
            // The mock gives each record once, unlike a broker.
            consumer.schedulePollTask(() -> add(Math.min(1, offset), 3));
            return rewinds.remove();
          }
        };
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
    consumer.schedulePollTask(() -> add(0, 2));
    try (BatchLoop loop = loop(function)) {
      loop.start();
      await("two records", () -> processed.size() == 2);
      consumer.schedulePollTask(() -> add(2, 3));
      await("the last one", () -> processed.contains(2L));
      await("its commit", () -> committed() == 3);
      assertThat(liveness.failure()).isEmpty();
    }
    return processed;
  }

  private long committed() {
    OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
    return committed == null ? 0 : committed.offset();
  }

  private void add(long from, long to) {
    for (long offset = from; offset < to; offset++) {
      consumer.addRecord(
          new ConsumerRecord<>(
              PARTITION.topic(), 0, offset, new byte[1], panorama("a").toByteArray()));
    }
  }

  private void unavailableOnceAndMeanwhile(Runnable event) throws InterruptedException {
    BatchFunction<PanoramaPrepared> function =
        items -> {
          if (calls.incrementAndGet() == 1) {
            event.run();
            throw new DependencyUnavailableException("redis", "connection refused", null);
          }
          return items.stream().map(item -> ItemResult.done()).toList();
        };
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(PARTITION));
          add(0, 1);
        });
    try (BatchLoop loop = loop(function)) {
      loop.start();
      await("redis is back", () -> "ok".equals(readiness.conditions().get("redis")));
      await("ready again", readiness::isReady);
      assertThat(liveness.failure()).isEmpty();
    }
  }

  private BatchLoop loop(BatchFunction<PanoramaPrepared> function) {
    return new BatchLoop(
        SETTINGS,
        () -> consumer,
        () -> new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
        List.of(new BatchInput<>(MessageType.PANORAMA_PREPARED, function)),
        new StageMetrics(new SimpleMeterRegistry(), "test"),
        readiness,
        liveness,
        Clock.systemUTC());
  }
}
