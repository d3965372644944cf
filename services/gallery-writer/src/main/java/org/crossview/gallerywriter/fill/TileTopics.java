package org.crossview.gallerywriter.fill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.crossview.gallerywriter.change.PositionedChange;
import org.crossview.stage.Topics;

/** The partitions of the topics that a gallery is made of. */
final class TileTopics {
  /** Their names. */
  static final List<String> TOPICS = List.of(Topics.TILES_EMBEDDED, Topics.TILES_REJECTED);

  private TileTopics() {}

  /**
   * Partitions of the topics.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer in time
   */
  static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    return partitions(consumer, TOPICS);
  }

  static List<TopicPartition> partitions(
      Consumer<byte[], byte[]> consumer, Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  /** Offsets under the names that Redis uses for partitions. */
  static Map<String, Long> named(Map<TopicPartition, Long> offsets) {
    Map<String, Long> named = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            named.put(
                PositionedChange.partition(partition.topic(), partition.partition()), offset));
    return named;
  }

  /** The partition that Redis knows by this name. */
  static TopicPartition partition(String name) {
    int slash = name.lastIndexOf('/');
    return new TopicPartition(
        name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)));
  }
}
