package org.crossview.preprocessing.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.kafka.streams.Topology;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.ImageLimits;
import org.crossview.preprocessing.topology.PreprocessingInputs;
import org.crossview.preprocessing.topology.PreprocessingTopology;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.BrokerProbe;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.streams.StreamsHealth;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the stage together: settings, topology, health. Quarkus starts Kafka Streams with it. */
@Singleton
public class PreprocessingApplication {
  /** Readiness condition: the model's description is read and fits its files. */
  private static final String MODEL = "model";

  private static final System.Logger LOG =
      System.getLogger(PreprocessingApplication.class.getName());

  private final ModelDescription model;
  private final ImageLimits limits;
  private final PreprocessingInputs inputs;
  private final StageMetrics metrics;
  private final StreamsHealth health;
  private final BrokerProbe broker;

  /**
   * Reads the settings and the model's description; without them the service does not start.
   *
   * @throws UncheckedIOException if there is no model, naming the folder and the setting
   */
  @Inject
  public PreprocessingApplication(
      PreprocessingSettings settings,
      InputSettings input,
      @ConfigProperty(name = "crossview.model.dir") Path modelDirectory,
      Config config,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    try {
      model = ModelDescription.load(modelDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    inputs = input.inputs();
    LOG.log(System.Logger.Level.INFO, "Prepares images for {0}; inputs: {1}", model, inputs);
    readiness.up(MODEL);
    limits = settings.limits();
    metrics = new StageMetrics(registry, PreprocessingTopology.STAGE);
    health = new StreamsHealth(readiness, liveness, metrics);
    broker =
        new BrokerProbe(
            KafkaConnection.of(key -> config.getOptionalValue(key, String.class)),
            "crossview-polar-preprocessing-probe",
            PreprocessingTopology.TOPICS,
            readiness,
            liveness);
  }

  @Produces
  @Singleton
  Topology topology() {
    return PreprocessingTopology.build(model, limits, inputs, metrics, Clock.systemUTC());
  }

  @Produces
  @Singleton
  StreamsHealth health() {
    return health;
  }

  void onStart(@Observes StartupEvent event) {
    var _ = broker.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    broker.close();
  }
}
