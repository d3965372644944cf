package org.crossview.gallerywriter.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.crossview.core.model.ModelDescription;
import org.crossview.gallery.redis.GalleryRedis;
import org.crossview.gallerywriter.change.TileChanges;
import org.crossview.gallerywriter.deadletters.DeadLetterStream;
import org.crossview.gallerywriter.fill.KeptGallery;
import org.crossview.gallerywriter.tiles.EmbeddedTiles;
import org.crossview.gallerywriter.tiles.RejectedTiles;
import org.crossview.stage.Topics;
import org.crossview.stage.batch.BatchInput;
import org.crossview.stage.batch.BatchSettings;
import org.crossview.stage.batch.BatchStage;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.metrics.StageMetrics;

/** The running stage: the gallery that is kept full, and the loop that writes into it. */
final class WriterStage implements AutoCloseable {
  private static final String STAGE = "gallery-writer";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;

  private final GalleryRedis redis;
  private final KeptGallery gallery;
  private final BatchStage loop;
  private final DeadLetterStream deadLetters;

  private WriterStage(
      GalleryRedis redis, KeptGallery gallery, BatchStage loop, DeadLetterStream deadLetters) {
    this.redis = redis;
    this.gallery = gallery;
    this.loop = loop;
    this.deadLetters = deadLetters;
  }

  static WriterStage start(
      GalleryWriterSettings settings,
      KafkaConnection kafka,
      String redisUrl,
      ModelDescription model,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    StageMetrics metrics = new StageMetrics(registry, STAGE);
    GalleryRedis redis = GalleryRedis.connect(redisUrl);
    KeptGallery gallery =
        new KeptGallery(
            kafka,
            redis,
            model,
            STAGE,
            groupId(model),
            settings.checkInterval(),
            Set.copyOf(settings.abandonedImports().orElse(List.of())),
            registry,
            readiness,
            liveness);
    BatchStage loop =
        BatchStage.start(
            kafka,
            groupId(model),
            new BatchSettings(
                settings.batchSize(), settings.linger(), ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE),
            List.of(
                new BatchInput<>(MessageType.TILE_REJECTED, new RejectedTiles(gallery.filling())),
                new BatchInput<>(
                    MessageType.TILE_EMBEDDED,
                    new EmbeddedTiles(new TileChanges(model), gallery.filling()),
                    true)),
            Set.of(Topics.DEAD_LETTERS, Topics.IMPORTS_COMPLETED),
            metrics,
            readiness,
            liveness);
    return new WriterStage(
        redis, gallery, loop, DeadLetterStream.start(kafka, metrics, readiness, liveness));
  }

  /** Of its own for each model: while a new one is rolled out, two writers work side by side. */
  static String groupId(ModelDescription model) {
    return STAGE + "-" + model.version();
  }

  @Override
  public void close() {
    deadLetters.close();
    loop.close();
    gallery.close();
    redis.close();
  }
}
