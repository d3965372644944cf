package org.crossview.gallerywriter.deadletters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.streams.StateFolder;
import org.crossview.stage.streams.StreamsHealth;

/**
 * Runs {@link DeadLetterTopology}: dead letter, memory of it and offset in one transaction. It
 * needs no Redis, and there is one for all models: a bad tile is bad once, however many galleries
 * there are.
 */
public final class DeadLetterStream implements AutoCloseable {
  private static final String APPLICATION_ID = "crossview-gallery-writer";
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final Path stateFolder;

  private DeadLetterStream(KafkaStreams streams, Path stateFolder) {
    this.streams = streams;
    this.stateFolder = stateFolder;
  }

  /** Starts it; it waits for the broker and the topics by itself. */
  public static DeadLetterStream start(
      KafkaConnection kafka, StageMetrics metrics, Readiness readiness, Liveness liveness) {
    Path stateFolder = temporaryFolder();
    StreamsHealth health = new StreamsHealth(readiness, liveness, metrics);
    KafkaStreams streams =
        new KafkaStreams(
            DeadLetterTopology.build(RETENTION, metrics, Clock.systemUTC()),
            properties(kafka, stateFolder));
    streams.setStateListener(health);
    streams.setUncaughtExceptionHandler(health);
    streams.start();
    return new DeadLetterStream(streams, stateFolder);
  }

  private static Properties properties(KafkaConnection kafka, Path stateFolder) {
    Properties properties = new Properties();
    properties.putAll(kafka.security());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, APPLICATION_ID);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 1);
    properties.put(StreamsConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    // Rejections carry whole images: what is fetched and buffered stays small.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 4);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        MessageSizes.MAX_REJECTION_BYTES);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        MessageSizes.MAX_REJECTION_BYTES);
    // After a kill the successor waits so long for the partitions, and readers for the transaction.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        MessageSizes.MAX_REJECTION_BYTES);
    return properties;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory(APPLICATION_ID + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No temporary folder could be made for Kafka Streams in java.io.tmpdir", e);
    }
  }

  @Override
  public void close() {
    streams.close(STOP_LIMIT);
    new StateFolder(stateFolder).deleteTemporary();
  }
}
