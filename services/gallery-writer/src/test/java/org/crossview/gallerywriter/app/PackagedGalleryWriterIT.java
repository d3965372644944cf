package org.crossview.gallerywriter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.crossview.gallery.redis.Manifest;
import org.crossview.local.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as a process of its own. */
class PackagedGalleryWriterIT {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void killedInTheMiddleOfAnImportItGoesOnWhereItWas() throws Exception {
    try (WriterBench bench = new WriterBench(folder);
        ServiceProcess process =
            ServiceProcess.start(
                new ServiceProcess.Settings(
                    "gallery-writer",
                    JAR,
                    List.of("-Xmx256m"),
                    Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bench.broker.bootstrapServers(),
                        "CROSSVIEW_REDIS_URL",
                        bench.redisServer.url(),
                        "CROSSVIEW_MODEL_DIR",
                        bench.modelDirectory.toString(),
                        "CROSSVIEW_WRITER_BATCH_SIZE",
                        "3"),
                    folder))) {
      process.awaitReady(LIMIT, progress -> {});
      for (int i = 0; i < 30; i++) {
        bench.send(bench.tile("a-" + i, "a", 60));
      }
      bench.await("it has begun", () -> bench.manifest().orElseThrow().written() > 0);
      process.kill();
      for (int i = 30; i < 60; i++) {
        bench.send(bench.tile("a-" + i, "a", 60));
      }
      process.startAgain();

      Manifest manifest = bench.awaitComplete();
      assertThat(manifest.written()).isEqualTo(60);
      assertThat(bench.tiles()).hasSize(60);
      process.awaitReady(LIMIT, progress -> {});
      // The gauges are read anew every so often, not with every tile.
      bench.await(
          "the gauges show all tiles",
          () -> process.metrics().contains("crossview_gallery_tiles 60.0"));
      assertThat(process.metrics())
          .contains("crossview_gallery_complete 1.0")
          .contains("crossview_import_tiles{outcome=\"written\"} 60.0");
      assertThat(process.isLive()).isTrue();

      bench.redisServer.stop();
      bench.await("it tells that Redis is away", () -> !process.isReady());
      assertThat(process.readiness()).contains("Redis at 127.0.0.1");
      bench.redisServer.startAgain();
      process.awaitReady(LIMIT, progress -> {});
      assertThat(bench.awaitComplete().tiles()).isEqualTo(60);
    }
  }
}
