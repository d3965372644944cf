package org.crossview.stage.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.crossview.stage.Samples.incoming;
import static org.crossview.stage.Samples.panorama;
import static org.crossview.stage.Samples.panoramaRef;
import static org.crossview.stage.Samples.tile;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.Map;
import java.util.stream.Stream;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.PositionPrior;
import org.crossview.proto.v1.TilePrepared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTypeTest {
  record Bad(Message message, RejectionReason reason, String named) {}

  @Test
  void aValidMessageIsReadAsItWasWritten() throws UnusableInputException {
    PanoramaPrepared message = panorama("p1");
    assertThat(MessageType.PANORAMA_PREPARED.decode(record(message))).isEqualTo(message);
    TilePrepared tile = tile("t1");
    assertThat(MessageType.TILE_PREPARED.decode(record(tile))).isEqualTo(tile);
  }

  @Test
  void bytesThatAreNoMessageAreUnreadable() {
    byte[] garbage = {(byte) 0xff, (byte) 0xff, 7, 42};
    UnusableInputException e = refusal(MessageType.PANORAMA_PREPARED, garbage);
    assertThat(e.reason()).isEqualTo(RejectionReason.UNREADABLE_MESSAGE);
    assertThat(e).hasMessageContaining("4 bytes").hasMessageContaining("panoramas.prepared");
  }

  @Test
  void aRecordWithoutAValueIsUnreadable() {
    assertThat(refusal(MessageType.TILE_PREPARED, null).reason())
        .isEqualTo(RejectionReason.UNREADABLE_MESSAGE);
  }

  static Stream<Bad> badMessages() {
    PanoramaRef.Builder ref = panoramaRef("p1");
    PositionPrior.Builder prior =
        PositionPrior.newBuilder()
            .setCentre(Position.newBuilder().setLat(1).setLon(2))
            .setRadiusM(100);
    return Stream.of(
        new Bad(
            PanoramaPrepared.getDefaultInstance(),
            RejectionReason.INVALID_FIELD,
            "ref.id is empty"),
        bad(ref.clone().setVehicleId(""), RejectionReason.INVALID_FIELD, "ref.vehicle_id"),
        bad(ref.clone().setId("x".repeat(257)), RejectionReason.INVALID_FIELD, "257 characters"),
        bad(ref.clone().setAttempt(-1), RejectionReason.INVALID_FIELD, "ref.attempt is -1"),
        bad(ref.clone().setHeadingDeg(Double.NaN), RejectionReason.INVALID_HEADING, "NaN"),
        bad(
            ref.clone().setHeadingDeg(Double.NEGATIVE_INFINITY),
            RejectionReason.INVALID_HEADING,
            "-Infinity"),
        bad(ref.clone().setFieldOfViewDeg(361), RejectionReason.INVALID_FIELD, "361.0"),
        bad(ref.clone().setFieldOfViewDeg(Double.NaN), RejectionReason.INVALID_FIELD, "NaN"),
        bad(
            ref.clone().setPrior(prior.clone().setRadiusM(0)),
            RejectionReason.INVALID_FIELD,
            "ref.prior.radius_m is 0.0"),
        bad(
            ref.clone().setPrior(prior.clone().setRadiusM(Double.NaN)),
            RejectionReason.INVALID_FIELD,
            "ref.prior.radius_m is NaN"),
        bad(
            ref.clone().setPrior(prior.clone().clearCentre()),
            RejectionReason.INVALID_FIELD,
            "ref.prior.centre"),
        bad(
            ref.clone().setPrior(prior.clone().setCentre(Position.newBuilder().setLat(-90.5))),
            RejectionReason.INVALID_FIELD,
            "-90.5"),
        bad(ref.clone().setDeadlineUs(999_999), RejectionReason.EXPIRED, "deadline 999999"),
        new Bad(tile("t").toBuilder().clearRef().build(), RejectionReason.INVALID_FIELD, "ref.id"),
        new Bad(
            tile("t").toBuilder().clearImport().build(),
            RejectionReason.INVALID_FIELD,
            "import.id"),
        new Bad(
            tile("t").toBuilder()
                .setImport(tile("t").getImport().toBuilder().setExpectedTiles(0))
                .build(),
            RejectionReason.INVALID_FIELD,
            "import.expected_tiles is 0"),
        new Bad(
            tile("t").toBuilder()
                .setRef(tile("t").getRef().toBuilder().setMetresPerPixel(-1))
                .build(),
            RejectionReason.INVALID_FIELD,
            "ref.metres_per_pixel is -1.0"),
        new Bad(
            tile("t").toBuilder()
                .setRef(tile("t").getRef().toBuilder().setCentre(Position.newBuilder().setLon(181)))
                .build(),
            RejectionReason.INVALID_FIELD,
            "181.0"));
  }

  @ParameterizedTest
  @MethodSource("badMessages")
  void aMessageWithAnImpossibleValueIsRefusedByName(Bad bad) {
    MessageType<?> type =
        bad.message() instanceof TilePrepared
            ? MessageType.TILE_PREPARED
            : MessageType.PANORAMA_PREPARED;
    UnusableInputException e = refusal(type, bad.message().toByteArray());
    assertThat(e.reason()).isEqualTo(bad.reason());
    assertThat(e).hasMessageContaining(bad.named());
  }

  @Test
  void aDeadlineThatHasNotPassedAndATurnBeyondTheCircleAreFine() throws UnusableInputException {
    PanoramaPrepared message =
        PanoramaPrepared.newBuilder()
            .setRef(panoramaRef("p").setDeadlineUs(1_000_000).setHeadingDeg(-725.5))
            .build();
    assertThat(MessageType.PANORAMA_PREPARED.decode(record(message))).isEqualTo(message);
  }

  @Test
  void everyTypeReadsItsOwnTopicAndRejectsToItsKind() {
    Map.of(
            MessageType.PANORAMA_CAPTURED, "panoramas.captured",
            MessageType.PANORAMA_SEARCHED, "panoramas.searched",
            MessageType.PANORAMA_HALTED, "panoramas.halted",
            MessageType.PANORAMA_REJECTED, "panoramas.rejected",
            MessageType.TILE_IMPORTED, "tiles.imported",
            MessageType.TILE_EMBEDDED, "tiles.embedded",
            MessageType.TILE_REJECTED, "tiles.rejected")
        .forEach(
            (type, topic) -> {
              assertThat(type.topic()).isEqualTo(topic);
              assertThat(type.rejectionTopic())
                  .isEqualTo(topic.substring(0, topic.indexOf('.')) + ".rejected");
            });
  }

  private static Bad bad(PanoramaRef.Builder ref, RejectionReason reason, String named) {
    return new Bad(
        PanoramaPrepared.newBuilder().setRef(ref).setBgr(ByteString.EMPTY).build(), reason, named);
  }

  private static Incoming record(Message message) {
    return incoming("any", 0, message.toByteArray());
  }

  private static UnusableInputException refusal(MessageType<?> type, byte[] value) {
    return catchThrowableOfType(
        UnusableInputException.class, () -> type.decode(incoming(type.topic(), 0, value)));
  }
}
