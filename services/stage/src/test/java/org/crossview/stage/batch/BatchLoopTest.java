package org.crossview.stage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.Samples.panorama;
import static org.crossview.stage.batch.RunningStage.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
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
          consumer.addRecord(
              new ConsumerRecord<>(
                  PARTITION.topic(), 0, 0, new byte[1], panorama("a").toByteArray()));
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
