package org.crossview.stage.batch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.stage.Samples;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.metrics.StageMetrics;

/** A stage against a real broker that hands prepared panoramas and tiles on, for the tests. */
final class RunningStage implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  final Readiness readiness = new Readiness();
  final Liveness liveness = new Liveness();
  private final BatchStage stage;

  RunningStage(
      KafkaConnection connection,
      String group,
      BatchSettings settings,
      BatchFunction<PanoramaPrepared> panoramas,
      BatchFunction<TilePrepared> tiles) {
    stage =
        BatchStage.start(
            connection,
            group,
            settings,
            List.of(
                new BatchInput<>(MessageType.PANORAMA_PREPARED, panoramas),
                new BatchInput<>(MessageType.TILE_PREPARED, tiles)),
            Set.of(Topics.PANORAMAS_EMBEDDED, Topics.TILES_EMBEDDED),
            new StageMetrics(new SimpleMeterRegistry(), group),
            readiness,
            liveness);
  }

  static List<ItemResult> handOnPanoramas(List<Item<PanoramaPrepared>> items) {
    return items.stream()
        .map(
            item ->
                ItemResult.forward(
                    Outgoing.of(
                        Topics.PANORAMAS_EMBEDDED,
                        item.message().getRef().getVehicleId(),
                        item.message())))
        .toList();
  }

  static List<ItemResult> handOnTiles(List<Item<TilePrepared>> items) {
    return items.stream()
        .map(
            item ->
                ItemResult.forward(
                    Outgoing.of(
                        Topics.TILES_EMBEDDED, item.message().getRef().getId(), item.message())))
        .toList();
  }

  @Override
  public void close() {
    stage.close();
  }

  /** Waits until it holds; fails with the message after a minute. */
  static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + LIMIT + ": " + what);
      }
      Thread.sleep(20);
    }
  }

  /** Lets a group begin behind what is in its inputs now, so that tests do not see each other. */
  static void beginAtTheEnd(KafkaConnection connection, String group) throws Exception {
    try (Admin admin = Admin.create(connection.admin("test"))) {
      Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
      for (String topic : List.of(Topics.PANORAMAS_PREPARED, Topics.TILES_PREPARED)) {
        for (int i = 0; i < PARTITIONS; i++) {
          specs.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
      }
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      admin
          .listOffsets(specs)
          .all()
          .get()
          .forEach((p, info) -> ends.put(p, new OffsetAndMetadata(info.offset())));
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    }
  }

  /** How many records a group has yet to commit. */
  static long lag(KafkaConnection connection, String group) {
    try (Admin admin = Admin.create(connection.admin("test"))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
      committed.keySet().forEach(p -> specs.put(p, OffsetSpec.latest()));
      long lag = 0;
      for (var end : admin.listOffsets(specs).all().get().entrySet()) {
        lag += end.getValue().offset() - committed.get(end.getKey()).offset();
      }
      return lag;
    } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static KafkaProducer<byte[], byte[]> producer(KafkaConnection connection) {
    return new KafkaProducer<>(connection.producer("test"));
  }

  static void sendPanorama(KafkaProducer<byte[], byte[]> producer, int i, String id) {
    send(producer, Topics.PANORAMAS_PREPARED, i, Samples.panorama(id).toByteArray());
  }

  static void sendTile(KafkaProducer<byte[], byte[]> producer, int i, String id) {
    send(producer, Topics.TILES_PREPARED, i, Samples.tile(id).toByteArray());
  }

  static void send(KafkaProducer<byte[], byte[]> producer, String topic, int i, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, value));
  }

  /** Everything in a topic, by reading it from its beginning to its end. */
  static List<ConsumerRecord<byte[], byte[]>> read(KafkaConnection connection, String topic) {
    Map<String, ConsumerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(connection.consumer("test-reader", "test-reader", 500))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          records.put(record.partition() + "@" + record.offset(), record);
        }
      }
    }
    return List.copyOf(records.values());
  }
}
