package org.crossview.stage;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.kafka.PartitionLeaders;

/**
 * How the topics are laid out on the broker.
 *
 * <p>All topics have the same number of partitions: keys are kept along the chain, so a vehicle
 * stays in the partition of its number and its order holds to the end.
 *
 * @param partitions of every topic, at least 1
 * @param replication copies of every partition, at least 1; 3 in production
 * @param imageRetention how long topics keep whole images (captured, prepared, rejected); short,
 *     because panoramas show faces and number plates
 * @param eventRetention how long the other topics keep their records; tiles.embedded and
 *     imports.completed are compacted and keep the last record of every tile and import, and a
 *     removal for at least this long
 */
public record TopicLayout(
    int partitions, short replication, Duration imageRetention, Duration eventRetention) {
  /** Retention of topics that hold images, where the operator says nothing. */
  public static final Duration DEFAULT_IMAGE_RETENTION = Duration.ofHours(6);

  /** Retention of topics that hold no images, where the operator says nothing. */
  public static final Duration DEFAULT_EVENT_RETENTION = Duration.ofDays(7);

  /** A busy broker takes seconds to hear of a topic that the controller has created. */
  private static final Duration PATIENCE_WITH_LEADERS = Duration.ofMinutes(1);

  private static final String LOG_APPEND_TIME = TimestampType.LOG_APPEND_TIME.toString();

  private static final Set<String> WITH_IMAGES =
      Set.of(
          Topics.PANORAMAS_CAPTURED,
          Topics.PANORAMAS_PREPARED,
          Topics.PANORAMAS_REJECTED,
          Topics.TILES_IMPORTED,
          Topics.TILES_PREPARED,
          Topics.TILES_REJECTED);

  private static final Set<String> COMPACTED =
      Set.of(Topics.TILES_EMBEDDED, Topics.IMPORTS_COMPLETED);

  private static final Set<String> WRITTEN_BY_OTHERS =
      Set.of(Topics.PANORAMAS_CAPTURED, Topics.TILES_IMPORTED);

  private static final Set<String> WITH_REJECTIONS =
      Set.of(Topics.PANORAMAS_REJECTED, Topics.TILES_REJECTED, Topics.DEAD_LETTERS);

  public TopicLayout {
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "A topic needs at least 1 partition and 1 copy, got %d and %d"
              .formatted(partitions, replication));
    }
    requirePositive("imageRetention", imageRetention);
    requirePositive("eventRetention", eventRetention);
  }

  /** A layout with the default retentions. */
  public static TopicLayout of(int partitions, int replication) {
    if (replication > Short.MAX_VALUE) {
      throw new IllegalArgumentException("A topic cannot have %d copies".formatted(replication));
    }
    return new TopicLayout(
        partitions, (short) replication, DEFAULT_IMAGE_RETENTION, DEFAULT_EVENT_RETENTION);
  }

  /** Every topic with its configuration. */
  public List<NewTopic> topics() {
    return Topics.ALL.stream()
        .map(name -> new NewTopic(name, partitions, replication).configs(configs(name)))
        .toList();
  }

  /**
   * Creates the topics that do not exist yet, and leaves the others as they are. Returns when the
   * leader of every new partition answers. If the first of several requests to a partition came too
   * early for its leader and the second did not, the broker would take the second one's sequence
   * for the first and refuse every retry of the other, until it expires (KAFKA-15591).
   *
   * @throws IllegalStateException naming what was not created or does not answer
   */
  public void createMissing(Admin admin) throws InterruptedException {
    Set<TopicPartition> fresh = new HashSet<>();
    for (var created : admin.createTopics(topics()).values().entrySet()) {
      String topic = created.getKey();
      try {
        created.getValue().get();
        for (int partition = 0; partition < partitions; partition++) {
          fresh.add(new TopicPartition(topic, partition));
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new IllegalStateException(
              "The topic %s was not created: %s".formatted(topic, e.getCause()), e);
        }
      }
    }
    PartitionLeaders.await(admin, fresh, PATIENCE_WITH_LEADERS);
  }

  private Map<String, String> configs(String topic) {
    Map<String, String> configs = new HashMap<>();
    configs.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(
            WITH_REJECTIONS.contains(topic)
                ? MessageSizes.MAX_REJECTION_BYTES
                : MessageSizes.MAX_MESSAGE_BYTES));
    if (WRITTEN_BY_OTHERS.contains(topic)) {
      // The largest size is that of a record as it is stored. Compressed, one of any size would
      // pass.
      configs.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed");
    }
    // Producers wait for all copies in sync. With a minimum of one, that may be the leader alone,
    // and what it acknowledged is lost with it.
    configs.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.min(2, replication)));
    if (COMPACTED.contains(topic)) {
      configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      // A removal goes, too, some time after what it removed. Who was away that long never sees it,
      // and keeps the tile.
      configs.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(eventRetention.toMillis()));
      return configs;
    }
    Duration retention = WITH_IMAGES.contains(topic) ? imageRetention : eventRetention;
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    // By the time of arrival: by a vehicle's own clock, a record from "1970" would be deleted
    // before it is read, and one from a year ahead would be refused or keep its images for a year.
    configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
    // The broker deletes closed segments only. With its default of a week per segment, images of a
    // quiet fleet would stay for a week whatever the retention says.
    configs.put(
        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Math.max(1, retention.toMillis() / 4)));
    return configs;
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "%s needs to be longer than nothing, got %s".formatted(name, value));
    }
  }
}
