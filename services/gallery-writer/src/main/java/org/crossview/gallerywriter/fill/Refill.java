package org.crossview.gallerywriter.fill;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallery.redis.GalleryChangedException;
import org.crossview.gallery.redis.GalleryStore;
import org.crossview.gallery.redis.ImportProgress;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.RefillLease;
import org.crossview.gallery.redis.TileChange;
import org.crossview.gallerywriter.change.TileChanges;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.stage.Topics;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.StageTimings;

/**
 * Fills an empty gallery from the beginning of its topics to the ends that they had when it began.
 * It writes and counts only: what was bad in those records has been reported when they came in.
 */
final class Refill {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final TileChanges changes;
  private final GalleryStore store;
  private final RefillLease lease;
  private final Clock clock;

  /**
   * @param consumers makes a consumer outside of any group's assignment
   */
  Refill(
      Supplier<Consumer<byte[], byte[]>> consumers,
      TileChanges changes,
      GalleryStore store,
      RefillLease lease,
      Clock clock) {
    this.consumers = consumers;
    this.changes = changes;
    this.store = store;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * Refills.
   *
   * @param lastEpoch the highest epoch that anybody may have seen
   * @param wholeImports that were whole before
   * @param topicIds taken before; of topics that are made anew while it reads it is filled again
   * @return the generation that was filled
   * @throws GalleryChangedException if the gallery was emptied or taken over meanwhile: look again
   */
  String run(long lastEpoch, Collection<ImportProgress> wholeImports, Map<String, String> topicIds)
      throws GalleryChangedException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions = TileTopics.partitions(consumer);
      // What comes behind these is read by the loops: they go back to where the refill ended.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Manifest manifest = store.startOver(lastEpoch, wholeImports);
      store.noteTopics(manifest.generation(), topicIds);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!reached(consumer, ends)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new GalleryChangedException("The refill was stopped");
        }
        if (!lease.hold()) {
          throw new GalleryChangedException("Another writer has taken the refill over");
        }
        write(manifest.generation(), consumer);
      }
      store.apply(manifest.generation(), List.of(), TileTopics.named(positions(consumer)));
      store.endRefill(manifest.generation());
      store.completeIfWhole(manifest.generation());
      return manifest.generation();
    }
  }

  private static boolean reached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static Map<TopicPartition, Long> positions(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    consumer.assignment().forEach(p -> positions.put(p, consumer.position(p)));
    return positions;
  }

  private void write(String generation, Consumer<byte[], byte[]> consumer)
      throws GalleryChangedException {
    List<TileChange> batch = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      change(Incoming.of(record, StageTimings.nowUs(clock))).ifPresent(batch::add);
    }
    if (!batch.isEmpty()) {
      store.apply(generation, batch, Map.of());
    }
  }

  private Optional<TileChange> change(Incoming record) {
    try {
      if (record.topic().equals(Topics.TILES_REJECTED)) {
        return TileChanges.of(MessageType.TILE_REJECTED.decode(record));
      }
      TileEmbedded tile = record.value() == null ? null : MessageType.TILE_EMBEDDED.decode(record);
      return changes.of(record.key(), tile);
    } catch (UnusableInputException e) {
      // It was rejected when it came in, and is counted by its record in tiles.rejected.
      return Optional.empty();
    }
  }
}
