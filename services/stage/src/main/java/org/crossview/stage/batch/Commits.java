package org.crossview.stage.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.crossview.stage.message.Incoming;

/** The offsets up to which everything has its outcome at the broker. Not thread-safe. */
final class Commits {
  private static final System.Logger LOG = System.getLogger(Commits.class.getName());

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  Commits(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Notes that these records, in the order of their partitions, are done. */
  void add(List<Incoming> records) {
    for (Incoming record : records) {
      uncommitted.put(InputBuffer.partition(record), new OffsetAndMetadata(record.offset() + 1));
    }
  }

  /** Notes that a partition is done up to an offset only, whatever was said of it before. */
  void goBack(TopicPartition partition, long offset) {
    uncommitted.put(partition, new OffsetAndMetadata(offset));
  }

  /**
   * Commits what is noted. During a rebalance it stays noted: the next poll ends the rebalance, and
   * the partitions that leave are committed in {@link #commitRevoked}.
   *
   * @throws KafkaException if the broker does not answer; everything stays noted
   */
  void commit() {
    if (uncommitted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(Map.copyOf(uncommitted));
      uncommitted.clear();
    } catch (RebalanceInProgressException e) {
      LOG.log(System.Logger.Level.DEBUG, "Committing after the rebalance", e);
    } catch (CommitFailedException e) {
      // Another member has the partitions and begins where we last committed: duplicates, no loss.
      LOG.log(System.Logger.Level.WARNING, "Not a member of the group any more", e);
      uncommitted.clear();
    }
  }

  /** Commits and forgets partitions that are about to leave. */
  void commitRevoked(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> leaving = new HashMap<>(uncommitted);
    leaving.keySet().retainAll(partitions);
    forget(partitions);
    if (leaving.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(leaving);
    } catch (KafkaException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Not committed before leaving, will be processed again: " + leaving,
          e);
    }
  }

  /** Forgets partitions that are someone else's already. */
  void forget(Collection<TopicPartition> partitions) {
    uncommitted.keySet().removeAll(partitions);
  }
}
