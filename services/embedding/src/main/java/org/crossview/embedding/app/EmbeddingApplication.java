package org.crossview.embedding.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crossview.core.model.ModelDescription;
import org.crossview.embedding.batch.Branch;
import org.crossview.embedding.batch.Embeddings;
import org.crossview.embedding.settings.EmbeddingInputs;
import org.crossview.embedding.settings.EmbeddingSettings;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.stage.Topics;
import org.crossview.stage.batch.BatchInput;
import org.crossview.stage.batch.BatchSettings;
import org.crossview.stage.batch.BatchStage;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.metrics.StageMetrics;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Loads the model, warms it up and only then joins the consumer group. The health endpoint answers
 * meanwhile: alive, not ready.
 */
@ApplicationScoped
public class EmbeddingApplication {
  private static final System.Logger LOG = System.getLogger(EmbeddingApplication.class.getName());

  /** Readiness condition: the network is loaded and has given its first descriptors. */
  static final String MODEL = "model";

  private final EmbeddingSettings settings;
  private final Path modelDirectory;
  private final Config config;
  private final MeterRegistry registry;
  private final Readiness readiness;
  private final Liveness liveness;

  private DescriptorModel model;
  private BatchStage stage;
  private boolean stopped;

  EmbeddingApplication(
      EmbeddingSettings settings,
      @ConfigProperty(name = "crossview.model.dir") Path modelDirectory,
      Config config,
      MeterRegistry registry,
      Readiness readiness,
      Liveness liveness) {
    this.settings = settings;
    this.modelDirectory = modelDirectory;
    this.config = config;
    this.registry = registry;
    this.readiness = readiness;
    this.liveness = liveness;
  }

  void start(@Observes StartupEvent event) {
    BatchSettings batches = settings.batchSettings();
    int threads = settings.inferenceThreads();
    KafkaConnection connection =
        KafkaConnection.of(key -> config.getOptionalValue(key, String.class));
    readiness.down(MODEL, "is being loaded from " + modelDirectory);
    Thread.ofPlatform()
        .name("model-loader")
        .start(
            () -> {
              try {
                run(connection, batches, threads);
              } catch (Throwable e) {
                readiness.down(
                    MODEL, "the stage could not start with %s: %s".formatted(modelDirectory, e));
                liveness.fail("The embedding stage cannot start: " + e, e);
                Quarkus.asyncExit(1);
              }
            });
  }

  private void run(KafkaConnection connection, BatchSettings batches, int threads)
      throws Exception {
    long start = System.nanoTime();
    DescriptorModel loaded = DescriptorModel.open(modelDirectory, settings.device(), threads);
    ModelDescription description = loaded.description();
    Embeddings embeddings = new Embeddings(description.version(), Clock.systemUTC());
    List<BatchInput<?>> inputs = new ArrayList<>();
    Set<String> outputs = new HashSet<>();
    // Panoramas first: an import never starves the fleet.
    if (settings.inputs() == EmbeddingInputs.BOTH) {
      Branch ground =
          branch("ground", description.height(), description.width(), loaded::ground, batches);
      inputs.add(embeddings.panoramas(ground));
      outputs.add(Topics.PANORAMAS_EMBEDDED);
    }
    Branch aerial =
        branch(
            "aerial",
            description.aerialHeight(),
            description.aerialWidth(),
            loaded::aerial,
            batches);
    inputs.add(embeddings.tiles(aerial));
    outputs.add(Topics.TILES_EMBEDDED);
    String groupId = settings.inputs().groupId(description.version());
    LOG.log(
        System.Logger.Level.INFO,
        "Model {0} (device {1}, {2} threads) is loaded and warm after {3} ms: panoramas {4} x {5},"
            + " tiles {6} x {7}, {8} steps of {9} values; consumer group {10}",
        description.version(),
        settings.device(),
        threads,
        Duration.ofNanos(System.nanoTime() - start).toMillis(),
        description.height(),
        description.width(),
        description.aerialHeight(),
        description.aerialWidth(),
        description.steps(),
        description.descriptorLength(),
        groupId);
    synchronized (this) {
      if (stopped) {
        loaded.close();
        return;
      }
      model = loaded;
      stage =
          BatchStage.start(
              connection,
              groupId,
              batches,
              inputs,
              outputs,
              new StageMetrics(registry, Embeddings.STAGE),
              readiness,
              liveness);
    }
    // Last: before the stage has said what it waits for, there would be nothing to wait for.
    readiness.up(MODEL);
  }

  /**
   * A branch that is timed and warm. The first inference of a branch takes many times what the
   * others take, and so does the first of the largest batch: nobody's panorama should pay for it.
   */
  private Branch branch(
      String name, int height, int width, Branch.Network network, BatchSettings batches) {
    Branch warm = new Branch(name, height, width, network);
    var _ = warm.network().describe(List.of(warm.grey()));
    var _ = warm.network().describe(Collections.nCopies(batches.maxSize(), warm.grey()));
    return new Branch(name, height, width, new TimedNetwork(network, registry, name));
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    stopped = true;
    if (stage != null) {
      stage.close();
      model.close();
    }
  }
}
