package org.crossview.gallerysearch.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.crossview.core.model.ModelDescription;
import org.crossview.gallery.Shards;
import org.crossview.gallery.index.GalleryLoader;
import org.crossview.gallery.redis.GalleryReader;
import org.crossview.gallery.redis.GalleryRedis;
import org.crossview.gallerysearch.epoch.EpochMetrics;
import org.crossview.gallerysearch.epoch.Epochs;
import org.crossview.gallerysearch.search.PanoramaSearch;
import org.crossview.stage.Topics;
import org.crossview.stage.batch.BatchInput;
import org.crossview.stage.batch.BatchSettings;
import org.crossview.stage.batch.BatchStage;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.metrics.StageMetrics;

/** The running stage: one shard's epochs and the loop that searches them. */
final class SearchStage implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** Short: while the gallery is away, vehicles wait. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private static final int ATTEMPTS = 3;

  private final GalleryRedis redis;
  private final Epochs epochs;
  private final BatchStage loop;

  private SearchStage(GalleryRedis redis, Epochs epochs, BatchStage loop) {
    this.redis = redis;
    this.epochs = epochs;
    this.loop = loop;
  }

  static SearchStage start(
      GallerySearchSettings settings,
      KafkaConnection kafka,
      String redisUrl,
      ModelDescription model,
      Shards shards,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    GalleryRedis redis = GalleryRedis.connect(redisUrl);
    GalleryReader reader = new GalleryReader(redis, model.version(), model.steps());
    Epochs epochs =
        new Epochs(
                reader,
                new GalleryLoader(reader, shards, model.steps(), model.descriptorLength()),
                new EpochMetrics(registry, shards.shard()),
                readiness,
                liveness)
            .start(settings.pollInterval());
    PanoramaSearch search =
        new PanoramaSearch(model, epochs, shards, settings.topK(), registry, Clock.systemUTC());
    BatchStage loop =
        BatchStage.start(
            kafka,
            groupId(shards),
            new BatchSettings(
                settings.batchSize(), settings.linger(), ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE),
            List.of(new BatchInput<>(MessageType.PANORAMA_EMBEDDED, search)),
            Set.of(Topics.PANORAMAS_SEARCHED),
            new StageMetrics(registry, PanoramaSearch.STAGE),
            readiness,
            liveness);
    return new SearchStage(redis, epochs, loop);
  }

  /** Each shard is a consumer group of its own, so that each of them sees every panorama. */
  static String groupId(Shards shards) {
    return PanoramaSearch.STAGE + "-" + shards.shard();
  }

  @Override
  public void close() {
    loop.close();
    epochs.close();
    redis.close();
  }
}
