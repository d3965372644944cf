package org.crossview.gallerywriter.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import org.crossview.core.model.ModelDescription;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts the stage with its settings and stops it. */
@Singleton
public class GalleryWriterApplication {
  private final GalleryWriterSettings settings;
  private final Path modelDirectory;
  private final String redisUrl;
  private final Config config;
  private final MeterRegistry registry;
  private final Readiness readiness;
  private final Liveness liveness;
  private WriterStage stage;

  @Inject
  public GalleryWriterApplication(
      GalleryWriterSettings settings,
      @ConfigProperty(name = "crossview.model.dir") Path modelDirectory,
      @ConfigProperty(name = "crossview.redis.url") String redisUrl,
      Config config,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    settings.validate();
    this.settings = settings;
    this.modelDirectory = modelDirectory;
    this.redisUrl = redisUrl;
    this.config = config;
    this.registry = registry;
    this.readiness = readiness;
    this.liveness = liveness;
  }

  void onStart(@Observes StartupEvent event) throws IOException {
    stage =
        WriterStage.start(
            settings,
            KafkaConnection.of(key -> config.getOptionalValue(key, String.class)),
            redisUrl,
            ModelDescription.load(modelDirectory),
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
