package org.crossview.stage.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.StageTimings;
import org.crossview.stage.metrics.StageMetrics;

/**
 * What comes into a {@link BatchLoop}: it polls into the buffers, takes the batch that is due,
 * keeps it until it is done, and lets go of what is revoked. Used by the loop's thread alone.
 */
final class BatchIntake implements ConsumerRebalanceListener {
  private static final Duration LONGEST_POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Commits commits;
  private final InputBuffers buffers;
  private final StageMetrics metrics;
  private final Readiness readiness;
  private final Clock clock;
  private final BooleanSupplier stopping;

  /** Records taken out of the buffers whose outcome is not committed; revoked ones leave it. */
  private List<Incoming> inHand = new ArrayList<>();

  /** Where to go back to; it stays here while Kafka's trouble keeps that from being done. */
  private final Map<TopicPartition, Long> rewinds = new HashMap<>();

  private String topic;
  private boolean joined;
  private boolean holding;

  BatchIntake(
      Consumer<byte[], byte[]> consumer,
      InputBuffers buffers,
      StageMetrics metrics,
      Readiness readiness,
      Clock clock,
      BooleanSupplier stopping) {
    this.consumer = consumer;
    this.commits = new Commits(consumer);
    this.buffers = buffers;
    this.metrics = metrics;
    this.readiness = readiness;
    this.clock = clock;
    this.stopping = stopping;
  }

  /** Whether this instance has its place in the consumer group. */
  boolean joined() {
    return joined;
  }

  /** The records of the batch; a poll may shorten it, when its partitions are revoked. */
  List<Incoming> inHand() {
    return inHand;
  }

  /** The topic that the records in hand came from. */
  String topic() {
    return topic;
  }

  /**
   * Polls once, and takes the batch that is due, unless there is one in hand.
   *
   * @return whether there is a batch in hand
   */
  boolean next() {
    if (!inHand.isEmpty()) {
      return true;
    }
    if (buffers.due() == null) {
      poll(untilDue(), null);
    }
    String due = buffers.due();
    if (due != null && !buffers.isMostUrgent(due)) {
      // The consumer hands out what it fetched first. Without a look at the more urgent inputs
      // alone they would wait until all that was fetched of this one is done.
      poll(Duration.ZERO, due);
      due = buffers.due();
    }
    if (due == null) {
      return false;
    }
    inHand = buffers.take(due);
    topic = due;
    return true;
  }

  /** The outcome of what is in hand is sent: its offsets may be committed. */
  void done() {
    commits.add(inHand);
    inHand = new ArrayList<>();
  }

  /**
   * Goes back to these offsets, where partitions have been read further. What is in hand or in the
   * buffers of them is forgotten, and the offsets are committed: those that the group has may be of
   * topics that are gone.
   *
   * @throws org.apache.kafka.common.KafkaException if it is not known how far a partition has been
   *     read; the next call goes on
   */
  void rewind(Map<TopicPartition, Long> offsets) {
    rewinds.putAll(offsets);
    // Whoever has the others is told by his own function.
    rewinds.keySet().retainAll(consumer.assignment());
    for (TopicPartition partition : List.copyOf(rewinds.keySet())) {
      long next = Math.min(rewinds.get(partition), unprocessed(partition));
      forget(Set.of(partition));
      consumer.seek(partition, next);
      commits.goBack(partition, next);
      rewinds.remove(partition);
    }
  }

  /** The offset of the first record of a partition that has no outcome yet. */
  private long unprocessed(TopicPartition partition) {
    return inHand.stream()
        .filter(record -> InputBuffer.partition(record).equals(partition))
        .findFirst()
        .or(() -> buffers.first(partition))
        .map(Incoming::offset)
        .orElseGet(() -> consumer.position(partition));
  }

  /** Commits what is done and not committed yet. */
  void commit() {
    commits.commit();
  }

  /**
   * Waits with every partition paused. Polling goes on, so that the group does not take this
   * instance for dead; what it returns nevertheless (a partition that was just assigned) is kept.
   *
   * @return false if the loop is to stop
   */
  boolean hold(Duration time) {
    holding = true;
    try {
      long end = System.nanoTime() + time.toNanos();
      for (long left = time.toNanos();
          !stopping.getAsBoolean() && left > 0;
          left = end - System.nanoTime()) {
        poll(left < LONGEST_POLL.toNanos() ? Duration.ofNanos(left) : LONGEST_POLL, null);
      }
      return !stopping.getAsBoolean();
    } finally {
      holding = false;
    }
  }

  /**
   * Polls into the buffers.
   *
   * @param until leaves out this input and the less urgent ones; null polls all
   */
  private void poll(Duration timeout, String until) {
    fetchOnlyWhatFits(until);
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      buffers.add(Incoming.of(record, StageTimings.nowUs(clock)));
      metrics.received(record.topic(), 1);
    }
  }

  private void fetchOnlyWhatFits(String until) {
    Set<String> wanted = holding ? Set.of() : buffers.withRoom(until);
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (TopicPartition partition : consumer.assignment()) {
      (wanted.contains(partition.topic()) ? resume : pause).add(partition);
    }
    consumer.pause(pause);
    consumer.resume(resume);
  }

  private Duration untilDue() {
    return Duration.ofNanos(Math.min(buffers.untilDueNanos(), LONGEST_POLL.toNanos()));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    readiness.up(BatchLoop.CONSUMER);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commits.commitRevoked(partitions);
    forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    joined = false;
    readiness.down(BatchLoop.CONSUMER, "lost its place in the consumer group and is joining again");
    commits.forget(partitions);
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    buffers.drop(partitions);
    inHand.removeIf(record -> partitions.contains(InputBuffer.partition(record)));
  }
}
