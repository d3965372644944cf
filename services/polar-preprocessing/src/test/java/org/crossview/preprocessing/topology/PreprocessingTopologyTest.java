package org.crossview.preprocessing.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.preprocessing.Messages.captured;
import static org.crossview.preprocessing.Messages.imported;
import static org.crossview.preprocessing.Messages.panoramaRef;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.Projection;
import org.crossview.imaging.TilePreparation;
import org.crossview.preprocessing.Images;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileImported;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessingTopologyTest {
  private static final ModelDescription MODEL =
      new ModelDescription("0123456789ab", 64, 256, 64, 256, true, 3, 1024, 2, 32);
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final long NOW_US = NOW.getEpochSecond() * 1_000_000;
  private static final byte[] PANORAMA = Images.jpeg(256, 512);
  private static final byte[] TILE = Images.jpeg(200, 200);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    driver = new TopologyTestDriver(topology(PreprocessingInputs.BOTH), new Properties());
  }

  private Topology topology(PreprocessingInputs inputs) {
    return PreprocessingTopology.build(
        MODEL,
        ImageLimits.DEFAULTS,
        inputs,
        new StageMetrics(registry, PreprocessingTopology.STAGE),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aPanoramaIsPreparedAsTheTrainerPreparesIt() throws Exception {
    PanoramaRef ref = panoramaRef("p1").setHeadingDeg(90).setAttempt(2).build();

    send(captured("p1", PANORAMA).setRef(ref).build());

    TestRecord<byte[], byte[]> record = only(Topics.PANORAMAS_PREPARED);
    assertThat(new String(record.key(), UTF_8)).isEqualTo("vehicle-p1");
    PanoramaPrepared prepared = PanoramaPrepared.parseFrom(record.value());
    BgrImage expected =
        PanoramaPreparation.prepare(
            PANORAMA, Projection.EQUIRECTANGULAR, OptionalDouble.of(90), 64, 256);
    assertThat(prepared.getRef()).isEqualTo(ref);
    assertThat(prepared.getHeight()).isEqualTo(64);
    assertThat(prepared.getWidth()).isEqualTo(256);
    assertThat(prepared.getBgr().toByteArray()).isEqualTo(expected.bgr());
    assertThat(prepared.getTimingsList())
        .containsExactly(
            StageTiming.newBuilder()
                .setStage("polar-preprocessing")
                .setReceivedAtUs(NOW_US)
                .setSentAtUs(NOW_US)
                .build());
    assertThat(read(Topics.PANORAMAS_REJECTED)).isEmpty();
  }

  @Test
  void aTileIsPreparedByThePolarTransformAndKeepsItsImport() throws Exception {
    TileImported tile = imported("t1", TILE).build();

    send(tile);

    TestRecord<byte[], byte[]> record = only(Topics.TILES_PREPARED);
    assertThat(new String(record.key(), UTF_8)).isEqualTo("t1");
    TilePrepared prepared = TilePrepared.parseFrom(record.value());
    assertThat(prepared.getRef()).isEqualTo(tile.getRef());
    assertThat(prepared.getImport()).isEqualTo(tile.getImport());
    assertThat(prepared.getBgr().toByteArray())
        .isEqualTo(TilePreparation.prepare(TILE, 64, 256).bgr());
    assertThat(prepared.getTimings(0).getStage()).isEqualTo("polar-preprocessing");
  }

  @Test
  void aPanoramaWithoutAHeadingHasNorthInItsCentreAlready() throws Exception {
    send(captured("p1", PANORAMA).build());

    assertThat(PanoramaPrepared.parseFrom(only(Topics.PANORAMAS_PREPARED).value()).getBgr())
        .isEqualTo(
            ByteString.copyFrom(
                PanoramaPreparation.prepare(
                        PANORAMA, Projection.EQUIRECTANGULAR, OptionalDouble.empty(), 64, 256)
                    .bgr()));
  }

  @ParameterizedTest
  @CsvSource({"BOTH, true, true", "PANORAMAS, true, false", "TILES, false, true"})
  void onlyTheInputsThatAreAskedForAreRead(
      PreprocessingInputs inputs, boolean panoramas, boolean tiles) {
    String sources = topology(inputs).describe().toString();

    assertThat(sources.contains(Topics.PANORAMAS_CAPTURED)).isEqualTo(panoramas);
    assertThat(sources.contains(Topics.TILES_IMPORTED)).isEqualTo(tiles);
  }

  static Stream<Arguments> badPanoramas() {
    return Stream.of(
        bad("undecodable-image", "0 bytes", p -> p.clearImage()),
        bad("undecodable-image", "neither", p -> p.setImage(ByteString.copyFromUtf8("hello"))),
        bad(
            "undecodable-image",
            "truncated",
            p -> p.setImage(ByteString.copyFrom(Images.truncatedJpeg()))),
        bad(
            "image-too-large",
            "30000 x 30000",
            p -> p.setImage(ByteString.copyFrom(Images.hugeJpeg()))),
        bad("wrong-side-ratio", "200 x 200", p -> p.setImage(ByteString.copyFrom(TILE))),
        bad("unsupported-projection", "'perspective'", p -> p.setProjection("perspective")),
        bad("unsupported-projection", "''", p -> p.clearProjection()),
        bad("invalid-heading", "NaN", p -> p.getRefBuilder().setHeadingDeg(Double.NaN)),
        bad("invalid-field", "only the full circle", p -> p.getRefBuilder().setFieldOfViewDeg(90)),
        bad("invalid-field", "ref.vehicle_id", p -> p.getRefBuilder().clearVehicleId()),
        bad("invalid-field", "ref.id", p -> p.clearRef()),
        bad("invalid-field", "ref.prior", p -> p.getRefBuilder().getPriorBuilder().setRadiusM(5)),
        bad("expired", "passed 1.5", p -> p.getRefBuilder().setDeadlineUs(NOW_US - 1_500_000)));
  }

  private static Arguments bad(
      String reason, String detail, Consumer<PanoramaCaptured.Builder> change) {
    return Arguments.of(reason, detail, change);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badPanoramas")
  void aBadPanoramaIsRejectedOnceWithItsBytesAndItsNeighboursArePrepared(
      String reason, String detail, Consumer<PanoramaCaptured.Builder> change) throws Exception {
    PanoramaCaptured.Builder bad = captured("bad", PANORAMA);
    change.accept(bad);

    send(captured("before", PANORAMA).build());
    send(bad.build());
    send(captured("after", PANORAMA).build());

    PanoramaRejected rejected = PanoramaRejected.parseFrom(only(Topics.PANORAMAS_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo(reason);
    assertThat(rejected.getDetail()).contains(detail);
    assertThat(rejected.getStage()).isEqualTo("polar-preprocessing");
    assertThat(rejected.getRef()).isEqualTo(bad.build().getRef());
    assertThat(rejected.getOriginal()).isEqualTo(bad.build().toByteString());
    assertThat(rejected.getOrigin())
        .isEqualTo(Origin.newBuilder().setTopic(Topics.PANORAMAS_CAPTURED).setOffset(1).build());
    assertThat(preparedIds()).containsExactly("before", "after");
    assertThat(
            registry
                .get("crossview.records.rejected")
                .tags("stage", "polar-preprocessing", "reason", reason)
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void bytesThatAreNoMessageAreRejectedWithTheirOriginAndTheirKey() throws Exception {
    byte[] bytes = {(byte) 0xFF, 1, 2, 3};
    input(Topics.PANORAMAS_CAPTURED, "some key", bytes);
    send(captured("after", PANORAMA).build());

    TestRecord<byte[], byte[]> record = only(Topics.PANORAMAS_REJECTED);
    PanoramaRejected rejected = PanoramaRejected.parseFrom(record.value());
    assertThat(new String(record.key(), UTF_8)).isEqualTo("some key");
    assertThat(rejected.getReason()).isEqualTo("unreadable-message");
    assertThat(rejected.hasRef()).isFalse();
    assertThat(rejected.getOriginal().toByteArray()).isEqualTo(bytes);
    assertThat(rejected.getOrigin().getTopic()).isEqualTo(Topics.PANORAMAS_CAPTURED);
    assertThat(preparedIds()).containsExactly("after");
  }

  @Test
  void aRecordWithoutAValueIsRejected() throws Exception {
    input(Topics.PANORAMAS_CAPTURED, "v", null);

    assertThat(PanoramaRejected.parseFrom(only(Topics.PANORAMAS_REJECTED).value()).getReason())
        .isEqualTo("unreadable-message");
  }

  @Test
  void aRefThatWouldBlowUpTheNextMessageIsRejected() throws Exception {
    UnknownFieldSet ballast =
        UnknownFieldSet.newBuilder()
            .addField(
                1000,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFrom(new byte[100_000]))
                    .build())
            .build();
    send(captured("p1", PANORAMA).setRef(panoramaRef("p1").setUnknownFields(ballast)).build());

    PanoramaRejected rejected = PanoramaRejected.parseFrom(only(Topics.PANORAMAS_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo("invalid-field");
    assertThat(rejected.getDetail()).contains("at most 8192 bytes");
  }

  @Test
  void aBadTileIsRejectedWithItsImportSoThatTheImportCanBecomeWhole() throws Exception {
    TileImported notSquare = imported("t1", PANORAMA).build();

    send(notSquare);
    send(imported("t2", TILE).build());

    TileRejected rejected = TileRejected.parseFrom(only(Topics.TILES_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo("wrong-side-ratio");
    assertThat(rejected.getRef()).isEqualTo(notSquare.getRef());
    assertThat(rejected.getImport()).isEqualTo(notSquare.getImport());
    assertThat(rejected.getOriginal()).isEqualTo(notSquare.toByteString());
    assertThat(rejected.getOrigin().getTopic()).isEqualTo(Topics.TILES_IMPORTED);
    assertThat(read(Topics.TILES_PREPARED)).hasSize(1);
  }

  @Test
  void aTileWithoutAnImportIsRejected() throws Exception {
    send(imported("t1", TILE).clearImport().build());

    TileRejected rejected = TileRejected.parseFrom(only(Topics.TILES_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo("invalid-field");
    assertThat(rejected.getDetail()).contains("import.id");
  }

  private void send(PanoramaCaptured message) {
    input(Topics.PANORAMAS_CAPTURED, message.getRef().getVehicleId(), message.toByteArray());
  }

  private void send(TileImported message) {
    input(Topics.TILES_IMPORTED, message.getRef().getId(), message.toByteArray());
  }

  private void input(String topic, String key, byte[] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key.getBytes(UTF_8), value);
  }

  private List<String> preparedIds() throws Exception {
    List<String> ids = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record : read(Topics.PANORAMAS_PREPARED)) {
      ids.add(PanoramaPrepared.parseFrom(record.value()).getRef().getId());
    }
    return ids;
  }

  private TestRecord<byte[], byte[]> only(String topic) {
    List<TestRecord<byte[], byte[]>> records = read(topic);
    assertThat(records).as(topic).hasSize(1);
    return records.getFirst();
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }
}
