package org.crossview.preprocessing.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.preprocessing.Messages.captured;
import static org.crossview.preprocessing.Messages.imported;
import static org.crossview.preprocessing.Messages.panoramaRef;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.crossview.preprocessing.Images;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.TileImported;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the stage makes of input that it cannot use. */
class RejectionTopologyTest extends WithDriver {
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
        bad(
            "expired",
            "passed 1.5",
            p -> p.getRefBuilder().setDeadlineUs(PreprocessingDriver.NOW_US - 1_500_000)));
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

    driver.send(captured("before", PANORAMA).build());
    driver.send(bad.build());
    driver.send(captured("after", PANORAMA).build());

    PanoramaRejected rejected =
        PanoramaRejected.parseFrom(driver.only(Topics.PANORAMAS_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo(reason);
    assertThat(rejected.getDetail()).contains(detail);
    assertThat(rejected.getStage()).isEqualTo("polar-preprocessing");
    assertThat(rejected.getRef()).isEqualTo(bad.build().getRef());
    assertThat(rejected.getOriginal()).isEqualTo(bad.build().toByteString());
    assertThat(rejected.getOrigin())
        .isEqualTo(Origin.newBuilder().setTopic(Topics.PANORAMAS_CAPTURED).setOffset(1).build());
    assertThat(driver.preparedIds()).containsExactly("before", "after");
    assertThat(driver.rejected(reason)).isEqualTo(1);
  }

  @Test
  void bytesThatAreNoMessageAreRejectedWithTheirOriginAndTheirKey() throws Exception {
    byte[] bytes = {(byte) 0xFF, 1, 2, 3};
    driver.send(Topics.PANORAMAS_CAPTURED, "some key", bytes);
    driver.send(captured("after", PANORAMA).build());

    TestRecord<byte[], byte[]> record = driver.only(Topics.PANORAMAS_REJECTED);
    PanoramaRejected rejected = PanoramaRejected.parseFrom(record.value());
    assertThat(new String(record.key(), UTF_8)).isEqualTo("some key");
    assertThat(rejected.getReason()).isEqualTo("unreadable-message");
    assertThat(rejected.hasRef()).isFalse();
    assertThat(rejected.getOriginal().toByteArray()).isEqualTo(bytes);
    assertThat(rejected.getOrigin().getTopic()).isEqualTo(Topics.PANORAMAS_CAPTURED);
    assertThat(driver.preparedIds()).containsExactly("after");
  }

  @Test
  void aRecordWithoutAValueIsRejected() throws Exception {
    driver.send(Topics.PANORAMAS_CAPTURED, "v", null);

    assertThat(
            PanoramaRejected.parseFrom(driver.only(Topics.PANORAMAS_REJECTED).value()).getReason())
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
    driver.send(
        captured("p1", PANORAMA).setRef(panoramaRef("p1").setUnknownFields(ballast)).build());

    PanoramaRejected rejected =
        PanoramaRejected.parseFrom(driver.only(Topics.PANORAMAS_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo("invalid-field");
    assertThat(rejected.getDetail()).contains("at most 8192 bytes");
  }

  @Test
  void aBadTileIsRejectedWithItsImportSoThatTheImportCanBecomeWhole() throws Exception {
    TileImported notSquare = imported("t1", PANORAMA).build();

    driver.send(notSquare);
    driver.send(imported("t2", TILE).build());

    TileRejected rejected = TileRejected.parseFrom(driver.only(Topics.TILES_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo("wrong-side-ratio");
    assertThat(rejected.getRef()).isEqualTo(notSquare.getRef());
    assertThat(rejected.getImport()).isEqualTo(notSquare.getImport());
    assertThat(rejected.getOriginal()).isEqualTo(notSquare.toByteString());
    assertThat(rejected.getOrigin().getTopic()).isEqualTo(Topics.TILES_IMPORTED);
    assertThat(driver.read(Topics.TILES_PREPARED)).hasSize(1);
  }

  @Test
  void aTileWithoutAnImportIsRejected() throws Exception {
    driver.send(imported("t1", TILE).clearImport().build());

    TileRejected rejected = TileRejected.parseFrom(driver.only(Topics.TILES_REJECTED).value());
    assertThat(rejected.getReason()).isEqualTo("invalid-field");
    assertThat(rejected.getDetail()).contains("import.id");
  }
}
