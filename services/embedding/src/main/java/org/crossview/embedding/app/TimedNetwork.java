package org.crossview.embedding.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.embedding.batch.Branch;

/**
 * A network that tells how long its inferences take: {@code crossview_inference_duration_seconds},
 * with the label branch.
 */
final class TimedNetwork implements Branch.Network {
  private final Branch.Network network;
  private final Timer timer;

  TimedNetwork(Branch.Network network, MeterRegistry registry, String branch) {
    this.network = network;
    this.timer =
        Timer.builder("crossview.inference.duration")
            .description("Time of one inference of a whole batch")
            .tag("branch", branch)
            .serviceLevelObjectives(
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5))
            .register(registry);
  }

  @Override
  public float[][][] describe(List<BgrImage> images) {
    return timer.record(() -> network.describe(images));
  }
}
