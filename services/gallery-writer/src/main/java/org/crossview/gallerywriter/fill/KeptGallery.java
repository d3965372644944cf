package org.crossview.gallerywriter.fill;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.crossview.core.model.ModelDescription;
import org.crossview.gallery.redis.GalleryRedis;
import org.crossview.gallery.redis.GalleryStore;
import org.crossview.gallery.redis.RefillLease;
import org.crossview.gallerywriter.change.TileChanges;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;

/** The gallery of a model, kept full: Redis, the clients that refill it, and who looks after it. */
public final class KeptGallery implements AutoCloseable {
  /** A writer that died while it refilled is succeeded after this time. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final int REFILL_BATCH = 500;

  private final GalleryFilling filling;
  private final TopicPositions topics;
  private final GalleryKeeper keeper;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Begins to keep.
   *
   * @param clientId of the Kafka clients
   * @param groupId whose committed offsets tell how far Redis has been
   * @param interval between two looks at the gallery
   * @param abandoned imports that nobody will complete
   */
  public KeptGallery(
      KafkaConnection kafka,
      GalleryRedis redis,
      ModelDescription model,
      String clientId,
      String groupId,
      Duration interval,
      Set<String> abandoned,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    GalleryStore store = new GalleryStore(redis, model.version(), model.steps());
    RefillLease lease =
        new RefillLease(redis, model.version(), UUID.randomUUID().toString(), LEASE);
    Supplier<Consumer<byte[], byte[]>> consumers = () -> groupless(kafka, clientId + "-refill");
    Clock clock = Clock.systemUTC();
    producer = new KafkaProducer<>(kafka.producer(clientId + "-ledger"));
    topics = new TopicPositions(kafka, consumers, clientId + "-positions", groupId);
    filling = new GalleryFilling(store);
    keeper =
        new GalleryKeeper(
                store,
                filling,
                new ImportLedger(model.version(), consumers, producer, clock),
                new Refill(consumers, new TileChanges(model), store, lease, clock),
                lease,
                topics,
                abandoned,
                new KeeperMetrics(registry),
                readiness,
                liveness)
            .start(interval);
  }

  /** Where batches are written. */
  public GalleryFilling filling() {
    return filling;
  }

  /** A consumer that is assigned its partitions by hand and commits nothing. */
  private static Consumer<byte[], byte[]> groupless(KafkaConnection kafka, String clientId) {
    Map<String, Object> properties = new HashMap<>(kafka.consumer(clientId, "", REFILL_BATCH));
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(properties);
  }

  @Override
  public void close() {
    keeper.close();
    topics.close();
    producer.close(Duration.ofSeconds(5));
  }
}
