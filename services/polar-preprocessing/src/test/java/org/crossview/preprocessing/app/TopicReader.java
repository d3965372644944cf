package org.crossview.preprocessing.app;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.kafka.KafkaConnection;

/** Reads a topic from its beginning. */
final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  TopicReader(KafkaConnection connection, String topic) {
    this.topic = topic;
    consumer =
        new KafkaConsumer<>(Map.copyOf(connection.consumer("test-" + topic, "test-" + topic, 100)));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything in the topic, once it holds what is waited for. */
  List<ConsumerRecord<byte[], byte[]>> until(
      Predicate<List<ConsumerRecord<byte[], byte[]>>> enough, Duration limit) {
    Instant end = Instant.now().plus(limit);
    while (!enough.test(records)) {
      if (Instant.now().isAfter(end)) {
        return fail("After %s there are only %d records in %s", limit, records.size(), topic);
      }
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    }
    return List.copyOf(records);
  }

  /** Everything that the topic holds now. */
  List<ConsumerRecord<byte[], byte[]>> all(Duration limit) {
    long end = consumer.endOffsets(consumer.assignment()).values().stream().mapToLong(n -> n).sum();
    return until(read -> read.size() >= end, limit);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
