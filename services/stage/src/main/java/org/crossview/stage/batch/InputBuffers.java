package org.crossview.stage.batch;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.message.Incoming;

/** The buffers of all inputs, the most urgent first. Not thread-safe. */
final class InputBuffers {
  private final Map<String, InputBuffer> buffers = new LinkedHashMap<>();

  /** Adds an input that is less urgent than those before it. */
  void addInput(String topic, BatchSettings settings) {
    buffers.put(topic, new InputBuffer(settings.maxSize(), settings.linger().toNanos()));
  }

  void add(Incoming record) {
    buffers.get(record.topic()).add(record, System.nanoTime());
  }

  /**
   * The input whose batch is due. The most urgent one that has records decides: while its batch
   * lingers, no other is due.
   *
   * @return null if none is due
   */
  String due() {
    String first = firstWaiting();
    return first != null && dueInNanos(first) == 0 ? first : null;
  }

  /** Nanoseconds until a batch is due; {@link Long#MAX_VALUE} if there are no records. */
  long untilDueNanos() {
    String first = firstWaiting();
    return first == null ? Long.MAX_VALUE : dueInNanos(first);
  }

  /** Takes the batch of an input out. */
  List<Incoming> take(String topic) {
    return buffers.get(topic).take();
  }

  boolean isMostUrgent(String topic) {
    return buffers.keySet().iterator().next().equals(topic);
  }

  /**
   * The inputs with room.
   *
   * @param until leaves out this input and the less urgent ones; null asks for all
   */
  Set<String> withRoom(String until) {
    Set<String> topics = new HashSet<>();
    for (var entry : buffers.entrySet()) {
      if (entry.getKey().equals(until)) {
        break;
      }
      if (!entry.getValue().isFull()) {
        topics.add(entry.getKey());
      }
    }
    return topics;
  }

  /** The oldest record of a partition; empty where none of it waits. */
  Optional<Incoming> first(TopicPartition partition) {
    return buffers.get(partition.topic()).first(partition);
  }

  /** Forgets the records of partitions that belong to someone else now. */
  void drop(Collection<TopicPartition> partitions) {
    buffers.values().forEach(buffer -> buffer.drop(partitions));
  }

  private long dueInNanos(String topic) {
    return buffers.get(topic).dueInNanos(System.nanoTime());
  }

  private String firstWaiting() {
    for (var entry : buffers.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        return entry.getKey();
      }
    }
    return null;
  }
}
