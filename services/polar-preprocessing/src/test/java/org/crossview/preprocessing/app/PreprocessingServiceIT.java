package org.crossview.preprocessing.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.model.ModelVersion;
import org.crossview.local.LocalKafka;
import org.crossview.local.ServiceProcess;
import org.crossview.preprocessing.Images;
import org.crossview.preprocessing.Messages;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;
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
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final byte[] PANORAMA = Images.jpeg(256, 512);

  @TempDir private static Path folder;
  private static LocalKafka kafka;
  private static KafkaConnection connection;
  private static ServiceProcess service;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() throws Exception {
    kafka = LocalKafka.start();
    connection = KafkaConnection.unsecured(kafka.bootstrapServers());
    try (Admin admin = Admin.create(Map.copyOf(connection.admin("test-admin")))) {
      TopicLayout.of(2, 1).createMissing(admin);
    }
    producer = new KafkaProducer<>(Map.copyOf(connection.producer("test-producer")));
    // The stage needs to know a model's input size, not the model.
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("saved_model.pb"), "graph");
    new ModelDescription(ModelVersion.of(model), 64, 256, 64, 256, true, 3, 1024, 2, 32)
        .write(model);
    service = ServiceProcess.start(settings("service", model));
    service.awaitReady(LIMIT, progress -> {});
  }

  @AfterAll
  static void stop() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
    if (service != null) {
      service.close();
    }
    if (kafka != null) {
      kafka.close();
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
    send(Topics.PANORAMAS_CAPTURED, "unknown", new byte[] {(byte) 0xFF, 0, 1});
    send(panorama("good-2", PANORAMA));
    send(Topics.TILES_IMPORTED, "t1", Messages.imported("t1", Images.jpeg(200, 200)).build());
    send(Topics.TILES_IMPORTED, "t2", Messages.imported("t2", Images.jpeg(100, 200)).build());

    try (TopicReader prepared = reader(Topics.PANORAMAS_PREPARED);
        TopicReader rejected = reader(Topics.PANORAMAS_REJECTED);
        TopicReader tiles = reader(Topics.TILES_PREPARED);
        TopicReader rejectedTiles = reader(Topics.TILES_REJECTED)) {
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
    String metrics = get("/q/metrics").body();

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

    kafka.stop();
    awaitTrue("not ready without a broker", () -> !service.isReady());
    assertThat(get("/q/health/ready").body()).contains("broker");
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    kafka.startAgain();
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
  void panoramasAndTilesCanBeTakenByTwoInstancesAndNoPanoramaIsPreparedAgain() throws Exception {
    service.close();
    try (TopicReader panoramas = reader(Topics.PANORAMAS_PREPARED);
        TopicReader tiles = reader(Topics.TILES_PREPARED)) {
      int before = panoramas.all(LIMIT).size();
      try (ServiceProcess fleet = startWith("panoramas");
          ServiceProcess importer = startWith("tiles")) {
        String group = "crossview-polar-preprocessing";
        awaitTrue(
            "panoramas alone", () -> topicsOf(group).equals(Set.of(Topics.PANORAMAS_CAPTURED)));
        awaitTrue(
            "tiles alone", () -> topicsOf(group + "-tiles").equals(Set.of(Topics.TILES_IMPORTED)));

        send(Topics.TILES_IMPORTED, "t3", Messages.imported("t3", Images.jpeg(200, 200)).build());
        send(panorama("split", PANORAMA));

        tiles.until(records -> has(records, "t3"), LIMIT);
        assertThat(panoramas.until(records -> records.size() > before, LIMIT))
            .hasSize(before + 1)
            .last()
            .satisfies(record -> assertThat(ids(List.of(record))).containsExactly("split"));
        assertThat(fleet.isReady()).isTrue();
        assertThat(importer.isReady()).isTrue();
      }
    }
  }

  /** The topics whose partitions the members of a group share now. */
  private static Set<String> topicsOf(String group) {
    try (Admin admin = Admin.create(Map.copyOf(connection.admin("test-groups")))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .flatMap(member -> member.assignment().topicPartitions().stream())
          .map(TopicPartition::topic)
          .collect(Collectors.toSet());
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Order(6)
  void withoutAModelTheServiceEndsAndNamesTheFolderAndTheSetting() {
    try (ServiceProcess modelless =
        ServiceProcess.start(settings("modelless", folder.resolve("no-model")))) {
      assertThatThrownBy(() -> modelless.awaitReady(LIMIT, progress -> {}))
          .hasMessageContaining("ended with exit code 1")
          .hasMessageContaining("no-model")
          .hasMessageContaining("crossview.model.dir");
    }
  }

  @Test
  @Order(7)
  void inputsThatAreNoneEndTheServiceAndAreNamed() {
    try (ServiceProcess wrong =
        ServiceProcess.start(settings("wrong", folder.resolve("model"), "pictures"))) {
      assertThatThrownBy(() -> wrong.awaitReady(LIMIT, progress -> {}))
          .hasMessageContaining("ended with exit code 1")
          .hasMessageContaining("crossview.preprocessing.inputs")
          .hasMessageContaining("pictures");
    }
  }

  private static boolean has(List<ConsumerRecord<byte[], byte[]>> records, String key) {
    return records.stream().anyMatch(record -> key.equals(new String(record.key(), UTF_8)));
  }

  private static ServiceProcess startWith(String inputs) throws Exception {
    ServiceProcess process =
        ServiceProcess.start(settings(inputs, folder.resolve("model"), inputs));
    process.awaitReady(LIMIT, progress -> {});
    return process;
  }

  private static ServiceProcess.Settings settings(String name, Path model) {
    return settings(name, model, "both");
  }

  private static ServiceProcess.Settings settings(String name, Path model, String inputs) {
    return new ServiceProcess.Settings(
        name,
        Path.of("target", "quarkus-app", "quarkus-run.jar"),
        List.of("-Xmx256m"),
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "CROSSVIEW_MODEL_DIR", model.toString(),
            "CROSSVIEW_PREPROCESSING_INPUTS", inputs),
        folder.resolve("logs"));
  }

  private static PanoramaCaptured panorama(String id, byte[] image) {
    return Messages.captured(id, image).build();
  }

  private static void send(PanoramaCaptured message) throws Exception {
    send(Topics.PANORAMAS_CAPTURED, message.getRef().getVehicleId(), message);
  }

  private static void send(String topic, String key, MessageLite message) throws Exception {
    send(topic, key, message.toByteArray());
  }

  private static void send(String topic, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
  }

  private static TopicReader reader(String topic) {
    return new TopicReader(connection, topic);
  }

  /** Waits until these are prepared, perhaps more than once and among others. */
  private static void assertPrepared(Set<String> ids) {
    try (TopicReader prepared = reader(Topics.PANORAMAS_PREPARED)) {
      prepared.until(records -> ids(records).containsAll(ids), LIMIT);
    }
  }

  private static Set<String> ids(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(
            record -> {
              try {
                return PanoramaPrepared.parseFrom(record.value()).getRef().getId();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + path))
              .timeout(Duration.ofSeconds(10))
              .build(),
          HttpResponse.BodyHandlers.ofString());
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
