package org.crossview.cli.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.crossview.core.geo.LatLon;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.GeoTag;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;

/**
 * Reads {@code geotags} and {@code dead-letters} from their beginning on a thread of its own, as
 * any consumer would: committed records only.
 */
final class OutcomeReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int MAX_POLL_RECORDS = 500;

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final Consumer<Outcome> outcomes;
  private final Consumer<DeadLetter> otherDeadLetters;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Throwable failure;

  /**
   * @param outcomes is given every outcome of a panorama whose id could be read
   * @param otherDeadLetters is given the dead letters of tiles and of unreadable records
   */
  OutcomeReader(
      KafkaConnection connection,
      Consumer<Outcome> outcomes,
      Consumer<DeadLetter> otherDeadLetters) {
    this(
        new KafkaConsumer<>(connection.consumer("demo-outcomes", "demo", MAX_POLL_RECORDS)),
        outcomes,
        otherDeadLetters);
  }

  /**
   * @param consumer without an assignment; closed with the reader
   */
  OutcomeReader(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Consumer<Outcome> outcomes,
      Consumer<DeadLetter> otherDeadLetters) {
    this.consumer = consumer;
    this.outcomes = outcomes;
    this.otherDeadLetters = otherDeadLetters;
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(Topics.GEOTAGS, Topics.DEAD_LETTERS)) {
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread = Thread.ofPlatform().daemon().name("outcome-reader").start(this::run);
  }

  private void run() {
    try {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
          read(entry);
        }
      }
    } catch (Throwable e) {
      // Also an Error, such as a missing class: who waits would wait until the deadline.
      failure = e;
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> entry) {
    try {
      if (entry.topic().equals(Topics.GEOTAGS)) {
        outcomes.accept(geotag(GeoTag.parseFrom(entry.value())));
        return;
      }
      DeadLetter letter = DeadLetter.parseFrom(entry.value());
      if (letter.hasPanorama() && !letter.getPanorama().getId().isEmpty()) {
        outcomes.accept(deadLetter(letter));
      } else {
        otherDeadLetters.accept(letter);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "%s-%d@%d is no message of Crossview"
              .formatted(entry.topic(), entry.partition(), entry.offset()),
          e);
    }
  }

  private static Outcome geotag(GeoTag tag) {
    return new Outcome(
        tag.getRef().getId(),
        true,
        tag.hasPosition()
            ? Optional.of(new LatLon(tag.getPosition().getLat(), tag.getPosition().getLon()))
            : Optional.empty(),
        tag.getCandidatesList().stream().findFirst().map(Candidate::getTile).map(t -> t.getId()),
        OptionalInt.of(tag.getStep()),
        Optional.of(tag.getModelVersion()),
        Optional.empty(),
        System.nanoTime());
  }

  private static Outcome deadLetter(DeadLetter letter) {
    return new Outcome(
        letter.getPanorama().getId(),
        false,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of(letter.getReason()),
        System.nanoTime());
  }

  /** Throws what ended the reading, if anything did. */
  void check() {
    if (failure != null) {
      // The message of an error is often a bare name, or missing.
      String what = failure instanceof Error ? failure.toString() : failure.getMessage();
      throw new IllegalStateException("reading the outcomes ended: " + what, failure);
    }
  }

  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    consumer.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
