package org.crossview.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records, waits until a group has processed them, and reads whole topics: for tests. */
public final class KafkaRecords implements AutoCloseable {
  private static final int MAX_BYTES = LocalKafka.MAX_MESSAGE_BYTES;
  private static final int POLL_MS = 200;

  private final String bootstrapServers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  public KafkaRecords(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "max.request.size", MAX_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** An admin client of the same broker. */
  public Admin admin() {
    return admin;
  }

  /** Sends a record; {@link #flush} waits until the broker has it. Key and value may be null. */
  public void send(String topic, byte[] key, byte[] value) {
    var _ =
        producer.send(
            new ProducerRecord<>(topic, key, value),
            (metadata, failure) -> {
              if (failure != null) {
                System.getLogger(KafkaRecords.class.getName())
                    .log(System.Logger.Level.ERROR, "a record for " + topic + " was lost", failure);
              }
            });
  }

  /** Waits until the broker has everything that was sent. */
  public void flush() {
    producer.flush();
  }

  /**
   * Waits until the group has committed everything that the topics hold.
   *
   * @throws IllegalStateException naming what is left, if that takes longer than the limit
   */
  public void awaitProcessed(String group, Duration limit, String... topics)
      throws InterruptedException {
    await(
        limit,
        () -> {
          Map<TopicPartition, Long> ends = ends(List.of(topics), IsolationLevel.READ_UNCOMMITTED);
          Map<TopicPartition, OffsetAndMetadata> committed =
              admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
          long left = 0;
          for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata offset = committed.get(end.getKey());
            left += end.getValue() - (offset == null ? 0 : offset.offset());
          }
          return left == 0 ? null : group + " has " + left + " records left";
        });
  }

  /**
   * All committed records of a topic, in the order of each partition. Waits for transactions that
   * are still open.
   *
   * @throws IllegalStateException if one is open longer than a minute
   */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) throws InterruptedException {
    await(
        Duration.ofMinutes(1),
        () ->
            ends(List.of(topic), IsolationLevel.READ_COMMITTED)
                    .equals(ends(List.of(topic), IsolationLevel.READ_UNCOMMITTED))
                ? null
                : topic + " has an open transaction");
    return read(topic);
  }

  /** How many records of a topic are committed by now. */
  public int count(String topic) {
    return read(topic).size();
  }

  /** How many records of a topic a group has committed by now, over all partitions. */
  public long committed(String group, String topic)
      throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }

  /** The records of a topic that are committed by now, in the order of each partition. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put(
        "isolation.level", IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
    settings.put("max.partition.fetch.bytes", MAX_BYTES);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(POLL_MS)).forEach(records::add);
      }
    }
    return records;
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics, IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition())))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(partitions, new ListOffsetsOptions(isolation)).all().get().entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }

  /** What is still missing, or null where nothing is. */
  @FunctionalInterface
  private interface Missing {
    String get() throws ExecutionException, InterruptedException;
  }

  private static void await(Duration limit, Missing missing) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      String what;
      try {
        what = missing.get();
      } catch (ExecutionException e) {
        what = "the broker says " + e.getCause();
      }
      if (what == null) {
        return;
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new IllegalStateException(what + " after " + limit.toSeconds() + " s");
      }
      Thread.sleep(POLL_MS);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
