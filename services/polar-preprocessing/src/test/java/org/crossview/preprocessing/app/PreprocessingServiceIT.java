package org.crossview.preprocessing.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.crossview.preprocessing.app.ServiceBench.LIMIT;
import static org.crossview.preprocessing.app.ServiceBench.PANORAMA;
import static org.crossview.preprocessing.app.ServiceBench.ids;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.crossview.local.ServiceProcess;
import org.crossview.preprocessing.Images;
import org.crossview.preprocessing.Messages;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service against a real broker. Ordered: each test takes more away from it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreprocessingServiceIT {
  @TempDir private static Path folder;
  private static ServiceBench bench;
  private static ServiceProcess service;

  @BeforeAll
  static void start() throws Exception {
    bench = new ServiceBench(folder);
    service = bench.startReady("both");
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  @Order(1)
  void goodRecordsArePreparedAndBadOnesRejectedEachOnce() throws Exception {
    send(panorama("good-1", PANORAMA));
    send(panorama("truncated", Images.truncatedJpeg()));
    send(panorama("huge", Images.hugeJpeg()));
    send(panorama("empty", new byte[0]));
    send(panorama("text", "no image".getBytes(UTF_8)));
    send(panorama("square", Images.jpeg(64, 64)));
    send(panorama("perspective", PANORAMA).toBuilder().setProjection("perspective").build());
    PanoramaCaptured.Builder notANumber = panorama("nan", PANORAMA).toBuilder();
    notANumber.getRefBuilder().setHeadingDeg(Double.NaN);
    send(notANumber.build());
    bench.send(Topics.PANORAMAS_CAPTURED, "unknown", new byte[] {(byte) 0xFF, 0, 1});
    send(panorama("good-2", PANORAMA));
    bench.sendTile("t1", Images.jpeg(200, 200));
    bench.sendTile("t2", Images.jpeg(100, 200));

    try (TopicReader prepared = bench.reader(Topics.PANORAMAS_PREPARED);
        TopicReader rejected = bench.reader(Topics.PANORAMAS_REJECTED);
        TopicReader tiles = bench.reader(Topics.TILES_PREPARED);
        TopicReader rejectedTiles = bench.reader(Topics.TILES_REJECTED)) {
      assertThat(ids(prepared.until(records -> records.size() >= 2, LIMIT)))
          .containsExactlyInAnyOrder("good-1", "good-2");
      assertThat(rejected.until(records -> records.size() >= 8, LIMIT))
          .extracting(
              record -> {
                PanoramaRejected message = PanoramaRejected.parseFrom(record.value());
                assertThat(message.getOrigin().getTopic()).isEqualTo(Topics.PANORAMAS_CAPTURED);
                assertThat(message.getOriginal().isEmpty()).isFalse();
                return message.getRef().getId() + ": " + message.getReason();
              })
          .containsExactlyInAnyOrder(
              "truncated: undecodable-image",
              "huge: image-too-large",
              "empty: undecodable-image",
              "text: undecodable-image",
              "square: wrong-side-ratio",
              "perspective: unsupported-projection",
              "nan: invalid-heading",
              ": unreadable-message");
      TilePrepared tile =
          TilePrepared.parseFrom(
              tiles.until(records -> !records.isEmpty(), LIMIT).getFirst().value());
      assertThat(tile.getRef().getId()).isEqualTo("t1");
      assertThat(tile.getBgr().size()).isEqualTo(64 * 256 * 3);
      TileRejected rejectedTile =
          TileRejected.parseFrom(
              rejectedTiles.until(records -> !records.isEmpty(), LIMIT).getFirst().value());
      assertThat(rejectedTile.getReason()).isEqualTo("wrong-side-ratio");
      assertThat(rejectedTile.getImport().getExpectedTiles()).isEqualTo(10);
    }
  }

  @Test
  @Order(2)
  void metricsCountWhatWasReceivedAndRejectedWithUnitsInTheirNames() throws Exception {
    String metrics = service.metrics();

    assertThat(metrics)
        .containsPattern(
            "crossview_records_received_total\\{[^}]*stage=\"polar-preprocessing\"[^}]*"
                + "topic=\"panoramas.captured\"[^}]*\\} 10.0")
        .containsPattern("crossview_records_rejected_total\\{[^}]*image-too-large[^}]*\\} 1.0")
        .contains("crossview_record_duration_seconds_bucket");
  }

  @Test
  @Order(3)
  void whenTheBrokerIsAwayTheStageSaysSoAndGoesOnWhenItIsBack() throws Exception {
    assertThat(service.isReady()).isTrue();

    bench.kafka.stop();
    awaitTrue("not ready without a broker", () -> !service.isReady());
    assertThat(service.readiness()).contains("broker");
    assertThat(service.isLive()).isTrue();
    bench.kafka.startAgain();
    awaitTrue("ready again", service::isReady);

    send(panorama("after-the-broker", PANORAMA));
    assertPrepared(Set.of("after-the-broker"));
  }

  @Test
  @Order(4)
  void aServiceThatIsKilledLosesNothing() throws Exception {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> "killed-" + i).toList();
    for (int i = 0; i < ids.size(); i++) {
      send(panorama(ids.get(i), PANORAMA));
      if (i == ids.size() / 2) {
        service.kill();
      }
    }

    service.startAgain();

    assertPrepared(Set.copyOf(ids));
  }

  @Test
  @Order(5)
  void withoutAModelTheServiceEndsAndNamesTheFolderAndTheSetting() {
    try (ServiceProcess modelless = bench.start("modelless", folder.resolve("no-model"), "both")) {
      assertThatThrownBy(() -> modelless.awaitReady(LIMIT, progress -> {}))
          .hasMessageContaining("ended with exit code 1")
          .hasMessageContaining("no-model")
          .hasMessageContaining("crossview.model.dir");
    }
  }

  private static PanoramaCaptured panorama(String id, byte[] image) {
    return Messages.captured(id, image).build();
  }

  private static void send(PanoramaCaptured message) throws Exception {
    bench.send(Topics.PANORAMAS_CAPTURED, message.getRef().getVehicleId(), message);
  }

  /** Waits until these are prepared, perhaps more than once and among others. */
  private static void assertPrepared(Set<String> ids) {
    try (TopicReader prepared = bench.reader(Topics.PANORAMAS_PREPARED)) {
      prepared.until(records -> ids(records).containsAll(ids), LIMIT);
    }
  }

  private static void awaitTrue(String what, BooleanSupplier condition) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        fail("After %s still not: %s; the end of the log:%n%s", LIMIT, what, service.logTail());
      }
      Thread.sleep(100);
    }
  }
}
