package org.crossview.stage.batch;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.BrokerProbe;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.metrics.StageMetrics;

/** A running stage of plain clients: its loop and the check of its broker. */
public final class BatchStage implements AutoCloseable {
  private final BrokerProbe probe;
  private final BatchLoop loop;

  private BatchStage(BrokerProbe probe, BatchLoop loop) {
    this.probe = probe;
    this.loop = loop;
  }

  /**
   * Starts a stage.
   *
   * @param groupId consumer group: the stage's name, or one per shard
   * @param inputs the most urgent first
   * @param outputs topics that the functions send to; those of rejections need not be named
   * @param metrics knows the stage's name, which is the client id too
   */
  public static BatchStage start(
      KafkaConnection connection,
      String groupId,
      BatchSettings settings,
      List<BatchInput<?>> inputs,
      Set<String> outputs,
      StageMetrics metrics,
      Readiness readiness,
      Liveness liveness) {
    String clientId = metrics.stage();
    Set<String> topics = new HashSet<>(outputs);
    for (BatchInput<?> input : inputs) {
      topics.add(input.type().topic());
      topics.add(input.type().rejectionTopic());
    }
    Map<String, Object> consumer = connection.consumer(clientId, groupId, settings.maxSize());
    Map<String, Object> producer = connection.producer(clientId);
    BatchLoop loop =
        new BatchLoop(
            settings,
            () -> new KafkaConsumer<>(consumer),
            () -> new KafkaProducer<>(producer),
            inputs,
            metrics,
            readiness,
            liveness,
            Clock.systemUTC());
    BrokerProbe probe = new BrokerProbe(connection, clientId, topics, readiness, liveness).start();
    loop.start();
    return new BatchStage(probe, loop);
  }

  /** Ends the loop after the batch in hand. */
  @Override
  public void close() {
    loop.close();
    probe.close();
  }
}
