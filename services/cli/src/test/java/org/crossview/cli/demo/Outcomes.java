package org.crossview.cli.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.GeoTag;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;

/** Everything that came out of a chain since its start, whole. */
final class Outcomes implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<GeoTag> geotags = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  Outcomes(KafkaConnection connection) {
    consumer = new KafkaConsumer<>(connection.consumer("test-outcomes", "test", 500));
    List<TopicPartition> partitions =
        List.of(Topics.GEOTAGS, Topics.DEAD_LETTERS).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads until the condition holds or the time is over. */
  void readUntil(BooleanSupplier enough, Duration limit) throws InvalidProtocolBufferException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!enough.getAsBoolean() && System.nanoTime() < deadline) {
      readFor(Duration.ofMillis(100));
    }
  }

  /** Reads what comes within a time. */
  void readFor(Duration time) throws InvalidProtocolBufferException {
    long deadline = System.nanoTime() + time.toNanos();
    do {
      for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(50))) {
        if (entry.topic().equals(Topics.GEOTAGS)) {
          geotags.add(GeoTag.parseFrom(entry.value()));
        } else {
          deadLetters.add(DeadLetter.parseFrom(entry.value()));
        }
      }
    } while (System.nanoTime() < deadline);
  }

  int count() {
    return geotags.size() + deadLetters.size();
  }

  List<GeoTag> geotagsOf(String panorama) {
    return geotags.stream().filter(g -> g.getRef().getId().equals(panorama)).toList();
  }

  List<DeadLetter> deadLettersOf(String panorama) {
    return deadLetters.stream().filter(d -> d.getPanorama().getId().equals(panorama)).toList();
  }

  List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
