package org.crossview.gallerysearch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crossview.core.geo.LatLon;
import org.crossview.local.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as a process of its own. */
class PackagedGallerySearchIT {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private static Path folder;
  private static SearchBench bench;

  @BeforeAll
  static void startBench() throws Exception {
    bench = new SearchBench(folder);
  }

  @AfterAll
  static void stopBench() {
    bench.close();
  }

  @Test
  void itIsReadyWithAWholeGalleryOnly() throws Exception {
    try (ServiceProcess process = start(Map.of())) {
      SearchBench.await(
          "it says what it waits for",
          () -> process.readiness().contains("Redis holds no gallery of this model"));
      assertThat(process.isReady()).isFalse();

      LatLon town = new LatLon(48.137, 11.575);
      bench.fill(List.of(bench.tile("a", "c0", town, "i", 2), bench.tile("b", "c1", null, "i", 2)));
      process.awaitReady(LIMIT, progress -> {});
      assertThat(process.metrics())
          .contains("crossview_gallery_tiles{shard=\"0\"} 2.0")
          .contains("crossview_gallery_epoch{shard=\"0\"} 1.0")
          .contains("crossview_gallery_serving{shard=\"0\"} 1.0");

      bench.redisServer.stop();
      SearchBench.await("it tells that Redis is away", () -> !process.isReady());
      bench.redisServer.startAgain();
      assertThat(process.isLive()).isTrue();
    }
  }

  @Test
  void aShardThatDoesNotExistKeepsItFromStartingAndTheLogSaysWhy() {
    try (ServiceProcess process = start(Map.of("CROSSVIEW_GALLERY_SHARD", "3"))) {
      assertThatThrownBy(() -> process.awaitReady(LIMIT, progress -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("crossview.gallery.shard needs to be 0 to 0");
    }
  }

  private static ServiceProcess start(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bench.broker.bootstrapServers());
    environment.put("CROSSVIEW_REDIS_URL", bench.redisServer.url());
    environment.put("CROSSVIEW_MODEL_DIR", bench.modelDirectory.toString());
    return ServiceProcess.start(
        new ServiceProcess.Settings(
            "gallery-search", JAR, List.of("-Xmx256m"), environment, folder));
  }
}
