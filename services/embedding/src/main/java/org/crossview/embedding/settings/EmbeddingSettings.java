package org.crossview.embedding.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.crossview.sirnet.serving.DeviceChoice;
import org.crossview.stage.batch.BatchSettings;
import org.crossview.stage.settings.SettingChecks;

/** The settings under {@code crossview.embedding}. */
@ConfigMapping(prefix = "crossview.embedding")
public interface EmbeddingSettings {
  /**
   * What is taken in: both, or tiles alone, by a consumer group of the model's own. With tiles a
   * new model's gallery is filled while the old model serves the fleet.
   */
  @WithDefault("both")
  EmbeddingInputs inputs();

  /** How records are gathered into batches. */
  Batch batch();

  /** Where the network runs: auto, cpu or gpu. */
  @WithDefault("auto")
  DeviceChoice device();

  /** Threads of one inference on the CPU; 0 takes one per core. */
  @WithDefault("0")
  int threads();

  /** How records are gathered into batches. */
  interface Batch {
    /** Most images in one inference, 1 to 1024. A GPU likes more, a CPU gains little beyond 16. */
    @WithDefault("16")
    int maxSize();

    /** How long the first image of a batch waits for others, 0 to 10 s. */
    @WithDefault("5ms")
    Duration linger();
  }

  /**
   * The settings of the batch loop.
   *
   * @throws IllegalArgumentException naming the key, the value and what is allowed
   */
  default BatchSettings batchSettings() {
    return new BatchSettings(
        SettingChecks.range("crossview.embedding.batch.max-size", batch().maxSize(), 1, 1024),
        SettingChecks.range(
            "crossview.embedding.batch.linger",
            batch().linger(),
            Duration.ZERO,
            Duration.ofSeconds(10)));
  }

  /**
   * Threads of one inference.
   *
   * @return at least 1
   * @throws IllegalArgumentException naming the key, the value and what is allowed
   */
  default int inferenceThreads() {
    int threads = SettingChecks.range("crossview.embedding.threads", threads(), 0, 1024);
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
