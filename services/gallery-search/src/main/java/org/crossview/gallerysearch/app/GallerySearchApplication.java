package org.crossview.gallerysearch.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import org.crossview.core.model.ModelDescription;
import org.crossview.gallery.Shards;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts the stage with its settings and stops it. */
@Singleton
public class GallerySearchApplication {
  private final GallerySearchSettings settings;
  private final Path modelDirectory;
  private final String redisUrl;
  private final Shards shards;
  private final Config config;
  private final MeterRegistry registry;
  private final Readiness readiness;
  private final Liveness liveness;
  private SearchStage stage;

  @Inject
  public GallerySearchApplication(
      GallerySearchSettings settings,
      @ConfigProperty(name = "crossview.model.dir") Path modelDirectory,
      @ConfigProperty(name = "crossview.redis.url") String redisUrl,
      @ConfigProperty(name = "crossview.gallery.shard") int shard,
      @ConfigProperty(name = "crossview.gallery.shards") int shards,
      Config config,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    settings.validate();
    this.settings = settings;
    this.modelDirectory = modelDirectory;
    this.redisUrl = redisUrl;
    this.shards = new Shards(shard, shards);
    this.config = config;
    this.registry = registry;
    this.readiness = readiness;
    this.liveness = liveness;
  }

  void onStart(@Observes StartupEvent event) throws IOException {
    stage =
        SearchStage.start(
            settings,
            KafkaConnection.of(key -> config.getOptionalValue(key, String.class)),
            redisUrl,
            ModelDescription.load(modelDirectory),
            shards,
            registry,
            readiness,
            liveness);
  }

  void onStop(@Observes ShutdownEvent event) {
    if (stage != null) {
      stage.close();
    }
  }
}
