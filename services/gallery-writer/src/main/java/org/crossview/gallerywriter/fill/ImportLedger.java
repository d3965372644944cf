package org.crossview.gallerywriter.fill;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.crossview.gallery.redis.ImportProgress;
import org.crossview.proto.v1.ImportCompleted;
import org.crossview.proto.v1.ImportRef;
import org.crossview.stage.Topics;
import org.crossview.stage.message.StageTimings;

/**
 * Which imports of a model have been whole, kept in the compacted topic imports.completed. Redis
 * may lose its counts, and tiles.embedded cannot give them back: a tile that a later import
 * replaced or a person removed is no longer there to be counted. Not thread-safe.
 */
final class ImportLedger {
  private static final System.Logger LOG = System.getLogger(ImportLedger.class.getName());
  private static final Duration POLL = Duration.ofMillis(200);

  private final String model;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Producer<byte[], byte[]> producer;
  private final Clock clock;
  private Map<String, ImportProgress> known;

  ImportLedger(
      String model,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Producer<byte[], byte[]> producer,
      Clock clock) {
    this.model = model;
    this.consumers = consumers;
    this.producer = producer;
    this.clock = clock;
  }

  /**
   * Imports that have been whole.
   *
   * @throws KafkaException if the broker does not answer
   */
  Collection<ImportProgress> whole() {
    if (known == null) {
      known = read();
    }
    return List.copyOf(known.values());
  }

  /**
   * Notes those that are whole and not yet noted, and waits for the acknowledgement.
   *
   * @throws KafkaException if the broker does not answer
   */
  void note(Collection<ImportProgress> imports) {
    whole();
    for (ImportProgress progress : imports) {
      if (progress.whole() && !known.containsKey(progress.id())) {
        send(progress);
        known.put(progress.id(), progress);
        LOG.log(
            System.Logger.Level.INFO,
            "Import {0} is whole: {1} of {2} tiles written, {3} rejected",
            progress.id(),
            progress.written(),
            progress.expected(),
            progress.rejected());
      }
    }
  }

  private void send(ImportProgress progress) {
    ImportCompleted message =
        ImportCompleted.newBuilder()
            .setImport(
                ImportRef.newBuilder().setId(progress.id()).setExpectedTiles(progress.expected()))
            .setModelVersion(model)
            .setWritten(progress.written())
            .setRejected(progress.rejected())
            .setCompletedAtUs(StageTimings.nowUs(clock))
            .build();
    byte[] key = (model + "/" + progress.id()).getBytes(StandardCharsets.UTF_8);
    try {
      producer
          .send(new ProducerRecord<>(Topics.IMPORTS_COMPLETED, key, message.toByteArray()))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException("The ledger of imports could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while writing the ledger of imports", e);
    }
  }

  private Map<String, ImportProgress> read() {
    Map<String, ImportProgress> imports = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions =
          TileTopics.partitions(consumer, List.of(Topics.IMPORTS_COMPLETED));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> add(record, imports));
      }
    }
    return imports;
  }

  private void add(ConsumerRecord<byte[], byte[]> record, Map<String, ImportProgress> imports) {
    if (record.value() == null) {
      return;
    }
    try {
      ImportCompleted message = ImportCompleted.parseFrom(record.value());
      if (message.getModelVersion().equals(model)) {
        ImportRef ref = message.getImport();
        imports.put(
            ref.getId(),
            new ImportProgress(
                ref.getId(),
                ref.getExpectedTiles(),
                message.getWritten(),
                message.getRejected(),
                true));
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}/{1}@{2} is no ImportCompleted and is left out",
          record.topic(),
          record.partition(),
          record.offset());
    }
  }
}
