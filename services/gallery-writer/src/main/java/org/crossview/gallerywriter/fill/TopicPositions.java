package org.crossview.gallerywriter.fill;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.crossview.gallerywriter.change.PositionedChange;
import org.crossview.stage.kafka.KafkaConnection;

/** Where the topics of tiles end, and how far this writer's group has come, as the broker says. */
final class TopicPositions {
  private final KafkaConnection kafka;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final String clientId;
  private final String groupId;

  TopicPositions(
      KafkaConnection kafka,
      Supplier<Consumer<byte[], byte[]>> consumers,
      String clientId,
      String groupId) {
    this.kafka = kafka;
    this.consumers = consumers;
    this.clientId = clientId;
    this.groupId = groupId;
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
    try (Admin admin = Admin.create(kafka.admin(clientId))) {
      Map<String, Long> committed = new HashMap<>();
      admin
          .listConsumerGroupOffsets(groupId)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  committed.put(
                      PositionedChange.partition(partition.topic(), partition.partition()),
                      offset.offset());
                }
              });
      return committed;
    } catch (ExecutionException e) {
      throw new KafkaException("The offsets of " + groupId + " are not known", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while asking for offsets", e);
    }
  }
}
