package org.crossview.matching.app;

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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.crossview.matching.outcome.DeadLetterPolicy;
import org.crossview.matching.outcome.Outcomes;
import org.crossview.matching.topology.MatchingMetrics;
import org.crossview.matching.topology.MatchingTopology;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.BrokerProbe;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.streams.StateFolder;
import org.crossview.stage.streams.StreamsHealth;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the stage together: settings, topology, health. Quarkus starts Kafka Streams with it. */
@Singleton
public class MatchingApplication {
  /** Room for key and headers beside the message. */
  private static final int ROOM_BYTES = 64 << 10;

  private final MatchingSettings settings;
  private final StageMetrics stageMetrics;
  private final MatchingMetrics metrics;
  private final StreamsHealth health;
  private final BrokerProbe broker;
  private final CoPartitioning coPartitioning;
  private final StateFolder stateFolder;

  @Inject
  public MatchingApplication(
      MatchingSettings settings,
      Config config,
      @ConfigProperty(name = "crossview.state.temporary") Path temporaryState,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    settings.validate();
    this.settings = settings;
    stateFolder = new StateFolder(temporaryState);
    stageMetrics = new StageMetrics(registry, MatchingTopology.STAGE);
    metrics = new MatchingMetrics(registry, stageMetrics);
    health = new StreamsHealth(readiness, liveness, stageMetrics);
    KafkaConnection connection =
        KafkaConnection.of(key -> config.getOptionalValue(key, String.class));
    broker =
        new BrokerProbe(
            connection,
            "crossview-matching-probe",
            Set.of(
                Topics.PANORAMAS_HALTED,
                Topics.PANORAMAS_REJECTED,
                Topics.GEOTAGS,
                Topics.DEAD_LETTERS),
            readiness,
            liveness);
    coPartitioning =
        new CoPartitioning(
            Admin.create(connection.admin("crossview-matching-co-partitioning")),
            readiness,
            liveness);
  }

  @Produces
  @Singleton
  Topology topology() {
    Clock clock = Clock.systemUTC();
    Outcomes outcomes =
        new Outcomes(
            MatchingTopology.STAGE,
            new DeadLetterPolicy(
                settings.keepImages(), MessageSizes.MAX_REJECTION_BYTES - ROOM_BYTES),
            MessageSizes.MAX_MESSAGE_BYTES - ROOM_BYTES,
            clock);
    return MatchingTopology.build(outcomes, settings.retention(), metrics, clock);
  }

  @Produces
  @Singleton
  StreamsHealth health() {
    return health;
  }

  void onStart(@Observes StartupEvent event) {
    var _ = broker.start();
  }

  void onStreamsCreated(@Observes KafkaStreams streams) {
    coPartitioning.guard(streams);
  }

  void onStop(@Observes ShutdownEvent event) {
    coPartitioning.close();
    broker.close();
  }

  void afterStop(@Observes @Priority(StateFolder.AFTER_KAFKA_STREAMS) ShutdownEvent event) {
    stateFolder.deleteTemporary();
  }
}
