package org.crossview.gallerywriter.fill;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.kafka.KafkaConnection;

/** Which topics of tiles there are, where they end, and how far this writer's group has come. */
final class TopicPositions implements AutoCloseable {
  private final Admin admin;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final String groupId;

  TopicPositions(
      KafkaConnection kafka,
      Supplier<Consumer<byte[], byte[]>> consumers,
      String clientId,
      String groupId) {
    this.admin = Admin.create(kafka.admin(clientId));
    this.consumers = consumers;
    this.groupId = groupId;
  }

  /**
   * The ids of the topics by their names. A topic that is deleted and made anew has another one.
   *
   * @throws KafkaException if the broker does not answer, or lacks one of the topics
   */
  Map<String, String> ids() {
    Map<String, String> ids = new HashMap<>();
    answer("The topics of tiles", admin.describeTopics(TileTopics.TOPICS).allTopicNames())
        .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
    return ids;
  }

  /**
   * Ends of the partitions now, under the names that Redis uses.
   *
   * @throws KafkaException if the broker does not answer
   */
  Map<String, Long> ends() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      return TileTopics.named(consumer.endOffsets(TileTopics.partitions(consumer)));
    }
  }

  /**
   * Offsets that the group has committed, under the names that Redis uses.
   *
   * @throws KafkaException if the broker does not answer
   */
  Map<String, Long> committed() {
    Map<TopicPartition, Long> committed = new HashMap<>();
    answer(
            "The offsets of " + groupId,
            admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset.offset());
              }
            });
    return TileTopics.named(committed);
  }

  private static <T> T answer(String what, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaException(what + " are not known: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while asking for topics or offsets", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
