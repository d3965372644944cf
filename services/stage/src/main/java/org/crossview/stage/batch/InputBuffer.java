package org.crossview.stage.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.message.Incoming;

/**
 * Records of one input that were polled and not yet processed, in order. Not thread-safe.
 *
 * <p>Bounded: beyond a batch, or beyond the bytes that hostile records may take, the loop stops
 * fetching this input.
 */
final class InputBuffer {
  private static final long MAX_BYTES = 64L << 20;

  private record Waiting(Incoming record, long sinceNanos) {}

  private final int maxSize;
  private final long lingerNanos;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;

  InputBuffer(int maxSize, long lingerNanos) {
    this.maxSize = maxSize;
    this.lingerNanos = lingerNanos;
  }

  void add(Incoming record, long nowNanos) {
    waiting.add(new Waiting(record, nowNanos));
    bytes += size(record);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether fetching more would be hoarding. */
  boolean isFull() {
    return waiting.size() >= maxSize || bytes >= MAX_BYTES;
  }

  /**
   * Nanoseconds until a batch is due: 0 when full or when the first record has lingered; {@link
   * Long#MAX_VALUE} when empty.
   */
  long dueInNanos(long nowNanos) {
    if (waiting.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return isFull() ? 0 : Math.max(0, waiting.peek().sinceNanos() + lingerNanos - nowNanos);
  }

  /** Takes the oldest records out, at most a batch. */
  List<Incoming> take() {
    List<Incoming> batch = new ArrayList<>();
    while (batch.size() < maxSize && !waiting.isEmpty()) {
      Incoming record = waiting.poll().record();
      bytes -= size(record);
      batch.add(record);
    }
    return batch;
  }

  /** The oldest record of a partition; empty where none of it waits. */
  Optional<Incoming> first(TopicPartition partition) {
    return waiting.stream()
        .map(Waiting::record)
        .filter(record -> partition(record).equals(partition))
        .findFirst();
  }

  /** Forgets the records of partitions that belong to someone else now. */
  void drop(Collection<TopicPartition> partitions) {
    waiting.removeIf(
        entry -> {
          boolean gone = partitions.contains(partition(entry.record()));
          if (gone) {
            bytes -= size(entry.record());
          }
          return gone;
        });
  }

  static TopicPartition partition(Incoming record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private static long size(Incoming record) {
    return (record.key() == null ? 0L : record.key().length)
        + (record.value() == null ? 0 : record.value().length);
  }
}
