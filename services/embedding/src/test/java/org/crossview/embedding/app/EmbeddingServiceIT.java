package org.crossview.embedding.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.model.ModelDescription;
import org.crossview.local.LocalKafka;
import org.crossview.local.ServiceProcess;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service against a real broker, with the model that ships. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddingServiceIT {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  static final Path MODEL = MODULE.resolve("../sirnet/models/small").normalize();
  private static final Path JAR = MODULE.resolve("target/quarkus-app/quarkus-run.jar");
  private static final List<String> FLAGS =
      List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m");

  @TempDir static Path logs;
  private static LocalKafka kafka;
  private static KafkaConnection connection;
  private static ModelDescription model;
  private static EmbeddingSamples samples;

  @BeforeAll
  static void startBroker() throws Exception {
    model = ModelDescription.load(MODEL);
    samples = new EmbeddingSamples(model);
    kafka = LocalKafka.start();
    connection = KafkaConnection.unsecured(kafka.bootstrapServers());
    try (Admin admin = Admin.create(connection.admin("test"))) {
      TopicLayout.of(2, 1).createMissing(admin);
    }
  }

  @AfterAll
  static void stopBroker() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void panoramasAndTilesComeOutEmbeddedAndBadOnesAmongThemAreRejectedAlone() throws Exception {
    byte[] garbage = {(byte) 0xff, (byte) 0xff, 1};
    int images = 12;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(connection.producer("test"))) {
      // Sent before the service is there, so that bad records share batches with good ones.
      for (int i = 0; i < images; i++) {
        send(producer, Topics.PANORAMAS_PREPARED, samples.panorama("p" + i, i, 0).toByteArray());
        send(producer, Topics.TILES_PREPARED, samples.tile("t" + i, i).toByteArray());
        if (i == 3) {
          send(producer, Topics.PANORAMAS_PREPARED, garbage);
          send(producer, Topics.TILES_PREPARED, garbage);
          send(producer, Topics.PANORAMAS_PREPARED, samples.panorama("narrow", i, 8).toByteArray());
          send(
              producer,
              Topics.PANORAMAS_PREPARED,
              samples.panorama("turned", i, 0).toBuilder()
                  .setRef(EmbeddingSamples.ref("turned").setHeadingDeg(Double.NaN))
                  .build()
                  .toByteArray());
        }
      }
      // The same pixels in another batch give the same descriptors, up to rounding.
      send(producer, Topics.PANORAMAS_PREPARED, samples.panorama("p0-again", 0, 0).toByteArray());
    }
    List<ConsumerRecord<byte[], byte[]>> panoramas;
    List<ConsumerRecord<byte[], byte[]>> tiles;
    List<ConsumerRecord<byte[], byte[]>> rejected;
    List<ConsumerRecord<byte[], byte[]>> rejectedTiles;
    String metrics;
    try (ServiceProcess service = start(Map.of())) {
      service.awaitReady(Duration.ofMinutes(3), waiting -> {});
      panoramas = read(Topics.PANORAMAS_EMBEDDED, images + 1);
      tiles = read(Topics.TILES_EMBEDDED, images);
      rejected = read(Topics.PANORAMAS_REJECTED, 3);
      rejectedTiles = read(Topics.TILES_REJECTED, 1);
      metrics = service.metrics();
      assertThat(service.isLive()).isTrue();
    }

    Map<String, PanoramaEmbedded> byId = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : panoramas) {
      PanoramaEmbedded message = PanoramaEmbedded.parseFrom(record.value());
      assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("vehicle-1");
      byId.put(message.getRef().getId(), message);
    }
    assertThat(byId).hasSize(images + 1);
    for (PanoramaEmbedded message : byId.values()) {
      assertThat(message.getModelVersion()).isEqualTo(model.version());
      assertDescriptors(message.getStepsList());
      assertThat(message.getTimings(0).getStage()).isEqualTo("embedding");
      assertThat(message.getTimings(0).getSentAtUs())
          .isGreaterThanOrEqualTo(message.getTimings(0).getReceivedAtUs());
    }
    assertThat(distance(byId.get("p0"), byId.get("p0-again"))).isLessThan(0.01);
    assertThat(distance(byId.get("p0"), byId.get("p1"))).isGreaterThan(0.05);

    for (ConsumerRecord<byte[], byte[]> record : tiles) {
      TileEmbedded message = TileEmbedded.parseFrom(record.value());
      assertDescriptors(message.getStepsList());
      assertThat(record.key())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(model.version() + "/" + message.getCell() + "/" + message.getRef().getId());
      assertThat(message.getImport().getExpectedTiles()).isEqualTo(images + 1);
    }

    List<String> reasons = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : rejected) {
      PanoramaRejected message = PanoramaRejected.parseFrom(record.value());
      reasons.add(message.getReason());
      assertThat(message.getOriginal().isEmpty()).isFalse();
      assertThat(message.getStage()).isEqualTo("embedding");
    }
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            "unreadable-message", "model-version-mismatch", "invalid-heading");
    assertThat(TileRejected.parseFrom(rejectedTiles.getFirst().value()).getOriginal().toByteArray())
        .isEqualTo(garbage);

    assertThat(metrics)
        .contains(
            "crossview_records_received_total{stage=\"embedding\",topic=\"panoramas.prepared\"")
        .contains("crossview_records_rejected_total{reason=\"invalid-heading\"")
        .contains("crossview_batch_size_records_sum")
        .contains("crossview_inference_duration_seconds_count{branch=\"ground\"");
  }

  @Test
  void aServiceThatIsAskedForAGpuAndHasNoneEndsAndSaysWhy() throws Exception {
    assertEnds(Map.of("CROSSVIEW_EMBEDDING_DEVICE", "gpu"), "The device is set to gpu");
  }

  @Test
  void aServiceWithoutItsModelEndsAndSaysWhy() throws Exception {
    assertEnds(Map.of("CROSSVIEW_MODEL_DIR", logs.resolve("nowhere").toString()), "No model at");
  }

  @Test
  void aServiceWithAWrongSettingEndsAndSaysWhatIsAllowed() throws Exception {
    assertEnds(
        Map.of("CROSSVIEW_EMBEDDING_BATCH_MAX_SIZE", "0"),
        "crossview.embedding.batch.max-size is 0; it needs a whole number from 1 to 1024");
  }

  private static void assertEnds(Map<String, String> settings, String why) throws Exception {
    try (ServiceProcess service = start(settings)) {
      long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (service.isAlive() && System.nanoTime() < end) {
        Thread.sleep(100);
      }
      assertThat(service.isAlive()).isFalse();
      assertThat(Files.readString(service.log())).contains(why);
    }
  }

  private static ServiceProcess start(Map<String, String> more) {
    return start(kafka, logs, more);
  }

  /** The packaged service with the model that ships, on the CPU, and these settings more. */
  static ServiceProcess start(LocalKafka kafka, Path logs, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("CROSSVIEW_MODEL_DIR", MODEL.toString());
    environment.put("CROSSVIEW_EMBEDDING_DEVICE", "cpu");
    environment.put("CROSSVIEW_EMBEDDING_BATCH_MAX_SIZE", "8");
    environment.putAll(more);
    return ServiceProcess.start(
        new ServiceProcess.Settings("embedding", JAR, FLAGS, environment, logs));
  }

  private static void assertDescriptors(List<StepDescriptor> steps) {
    assertThat(steps).hasSize(model.steps());
    for (StepDescriptor step : steps) {
      assertThat(step.getLength()).isEqualTo(model.descriptorLength());
      double square = 0;
      for (float value : Float16.decode(step.getFloat16Le().toByteArray())) {
        square += (double) value * value;
      }
      assertThat(Math.sqrt(square)).isCloseTo(1, within(0.01));
    }
  }

  /** L2 distance of the last step's descriptors. */
  private static double distance(PanoramaEmbedded a, PanoramaEmbedded b) {
    float[] one = Float16.decode(a.getSteps(a.getStepsCount() - 1).getFloat16Le().toByteArray());
    float[] other = Float16.decode(b.getSteps(b.getStepsCount() - 1).getFloat16Le().toByteArray());
    double square = 0;
    for (int i = 0; i < one.length; i++) {
      square += Math.pow(one[i] - other[i], 2);
    }
    return Math.sqrt(square);
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topic, 0, null, value));
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(connection.consumer("test", "test-" + topic, 500))) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      // One more look: there must not be more than that.
      consumer.poll(Duration.ofMillis(300)).forEach(records::add);
    }
    assertThat(records).as(topic).hasSize(count);
    return records;
  }
}
