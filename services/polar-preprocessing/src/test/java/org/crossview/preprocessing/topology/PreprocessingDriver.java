package org.crossview.preprocessing.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.ImageLimits;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.TileImported;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;

/** The stage's topology in Kafka Streams' test driver, with a clock that stands still. */
final class PreprocessingDriver implements AutoCloseable {
  private static final ModelDescription MODEL =
      new ModelDescription("0123456789ab", 64, 256, 64, 256, true, 3, 1024, 2, 32);
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  static final long NOW_US = NOW.getEpochSecond() * 1_000_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TopologyTestDriver driver =
      new TopologyTestDriver(topology(PreprocessingInputs.BOTH, registry), new Properties());

  static Topology topology(PreprocessingInputs inputs) {
    return topology(inputs, new SimpleMeterRegistry());
  }

  private static Topology topology(PreprocessingInputs inputs, SimpleMeterRegistry registry) {
    return PreprocessingTopology.build(
        MODEL,
        ImageLimits.DEFAULTS,
        inputs,
        new StageMetrics(registry, PreprocessingTopology.STAGE),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  void send(PanoramaCaptured message) {
    send(Topics.PANORAMAS_CAPTURED, message.getRef().getVehicleId(), message.toByteArray());
  }

  void send(TileImported message) {
    send(Topics.TILES_IMPORTED, message.getRef().getId(), message.toByteArray());
  }

  void send(String topic, String key, byte[] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key.getBytes(UTF_8), value);
  }

  /** The ids of the panoramas that were prepared since this was asked last, in their order. */
  List<String> preparedIds() throws Exception {
    List<String> ids = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record : read(Topics.PANORAMAS_PREPARED)) {
      ids.add(PanoramaPrepared.parseFrom(record.value()).getRef().getId());
    }
    return ids;
  }

  /** The one record of a topic; fails where there is none or another. */
  TestRecord<byte[], byte[]> only(String topic) {
    List<TestRecord<byte[], byte[]>> records = read(topic);
    assertThat(records).as(topic).hasSize(1);
    return records.getFirst();
  }

  /** What came to a topic since it was read last. */
  List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** How many records the stage counted as rejected for a reason. */
  double rejected(String reason) {
    return registry
        .get("crossview.records.rejected")
        .tags("stage", "polar-preprocessing", "reason", reason)
        .counter()
        .count();
  }

  @Override
  public void close() {
    driver.close();
  }
}
