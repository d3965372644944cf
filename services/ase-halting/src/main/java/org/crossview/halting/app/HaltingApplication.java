package org.crossview.halting.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.crossview.halting.merge.ShardAnswers;
import org.crossview.halting.topology.HaltingMetrics;
import org.crossview.halting.topology.HaltingTopology;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.BrokerProbe;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.settings.SettingChecks;
import org.crossview.stage.streams.StateFolder;
import org.crossview.stage.streams.StreamsHealth;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the stage together: settings, topology, health. Quarkus starts Kafka Streams with it. */
@Singleton
public class HaltingApplication {
  private final HaltingSettings settings;
  private final StageMetrics stageMetrics;
  private final HaltingMetrics metrics;
  private final StreamsHealth health;
  private final BrokerProbe broker;
  private final StateFolder stateFolder;

  @Inject
  public HaltingApplication(
      HaltingSettings settings,
      @ConfigProperty(name = "crossview.gallery.shards", defaultValue = "1") int shards,
      Config config,
      @ConfigProperty(name = "crossview.state.temporary") Path temporaryState,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    settings.validate();
    SettingChecks.range("crossview.gallery.shards", shards, 1, ShardAnswers.MAX_SHARDS);
    this.settings = settings;
    stateFolder = new StateFolder(temporaryState);
    stageMetrics = new StageMetrics(registry, HaltingTopology.STAGE);
    metrics = new HaltingMetrics(registry, stageMetrics, shards);
    health = new StreamsHealth(readiness, liveness, stageMetrics);
    broker =
        new BrokerProbe(
            KafkaConnection.of(key -> config.getOptionalValue(key, String.class)),
            "crossview-ase-halting-probe",
            Set.of(Topics.PANORAMAS_SEARCHED, Topics.PANORAMAS_HALTED, Topics.PANORAMAS_REJECTED),
            readiness,
            liveness);
  }

  @Produces
  @Singleton
  Topology topology() {
    return HaltingTopology.build(
        settings.distance(), settings.joinTimeout(), stageMetrics, metrics, Clock.systemUTC());
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

  void afterStop(@Observes @Priority(StateFolder.AFTER_KAFKA_STREAMS) ShutdownEvent event) {
    stateFolder.deleteTemporary();
  }
}
