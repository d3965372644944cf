package org.crossview.gallerywriter.fill;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.kafka.KafkaConnection;

/** Where the topics of tiles end, and how far this writer's group has come, as the broker says. */
final class TopicPositions implements AutoCloseable {
  private final Admin admin;
  private final String groupId;

  TopicPositions(KafkaConnection kafka, String clientId, String groupId) {
    this.admin = Admin.create(kafka.admin(clientId));
    this.groupId = groupId;
  }

  /**
   * Ends of the partitions now, under the names that Redis uses.
   *
   * @throws KafkaException if the broker does not answer, or lacks one of the topics
   */
  Map<String, Long> ends() {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic :
        answer("The topics of tiles", admin.describeTopics(TileTopics.TOPICS).allTopicNames())
            .values()) {
      topic
          .partitions()
          .forEach(
              info ->
                  wanted.put(
                      new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    // As the loop and the refill read them.
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    answer("The ends of the topics of tiles", admin.listOffsets(wanted, committed).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return TileTopics.named(ends);
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
      throw new KafkaException("Interrupted while asking for offsets", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
