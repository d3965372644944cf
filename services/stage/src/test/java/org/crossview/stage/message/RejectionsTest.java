package org.crossview.stage.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.Samples.incoming;
import static org.crossview.stage.Samples.panorama;
import static org.crossview.stage.Samples.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.kafka.MessageSizes;
import org.junit.jupiter.api.Test;

class RejectionsTest {
  private static final ItemResult.Reject REJECT =
      new ItemResult.Reject(RejectionReason.INVALID_FIELD, "height is 3; it needs 4");

  private final Rejections rejections =
      new Rejections("embedding", Clock.fixed(Instant.ofEpochSecond(2, 3_000), ZoneOffset.UTC));

  @Test
  void aRejectedPanoramaKeepsItsRefItsBytesItsOriginAndItsTrail()
      throws InvalidProtocolBufferException {
    PanoramaPrepared message =
        panorama("p1").toBuilder()
            .addTimings(StageTiming.newBuilder().setStage("polar-preprocessing"))
            .build();
    Outgoing outgoing =
        rejections.of(
            MessageType.PANORAMA_PREPARED,
            incoming("panoramas.prepared", 17, message.toByteArray()),
            REJECT);

    assertThat(outgoing.topic()).isEqualTo("panoramas.rejected");
    assertThat(outgoing.key()).asString(StandardCharsets.UTF_8).isEqualTo("vehicle-1");
    PanoramaRejected rejected = PanoramaRejected.parseFrom(outgoing.value());
    assertThat(rejected.getRef()).isEqualTo(message.getRef());
    assertThat(rejected.getStage()).isEqualTo("embedding");
    assertThat(rejected.getReason()).isEqualTo("invalid-field");
    assertThat(rejected.getDetail()).isEqualTo("height is 3; it needs 4");
    assertThat(rejected.getOrigin().getTopic()).isEqualTo("panoramas.prepared");
    assertThat(rejected.getOrigin().getPartition()).isEqualTo(2);
    assertThat(rejected.getOrigin().getOffset()).isEqualTo(17);
    assertThat(rejected.getOriginal()).isEqualTo(message.toByteString());
    assertThat(rejected.getTimingsList())
        .extracting(StageTiming::getStage, StageTiming::getSentAtUs)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("polar-preprocessing", 0L),
            org.assertj.core.groups.Tuple.tuple("embedding", 2_000_003L));
    assertThat(rejected.getTimings(1).getReceivedAtUs()).isEqualTo(1_000_000);
  }

  @Test
  void aRejectedTileStaysCountedInItsImport() throws InvalidProtocolBufferException {
    TilePrepared message = tile("t1");
    Outgoing outgoing =
        rejections.of(
            MessageType.TILE_PREPARED,
            incoming("tiles.prepared", 3, message.toByteArray()),
            REJECT);

    assertThat(outgoing.topic()).isEqualTo("tiles.rejected");
    assertThat(outgoing.key()).asString(StandardCharsets.UTF_8).isEqualTo("t1");
    TileRejected rejected = TileRejected.parseFrom(outgoing.value());
    assertThat(rejected.getRef()).isEqualTo(message.getRef());
    assertThat(rejected.getImport()).isEqualTo(message.getImport());
    assertThat(rejected.getOriginal()).isEqualTo(message.toByteString());
  }

  @Test
  void anUnreadableRecordWithoutAKeyGoesToTheSamePartitionEachTimeItIsRejected() {
    Incoming record =
        new Incoming(
            "panoramas.captured", 2, 5, null, new byte[] {(byte) 0xff}, new RecordHeaders(), 1);
    Outgoing outgoing = rejections.of(MessageType.PANORAMA_CAPTURED, record, REJECT);
    assertThat(outgoing.key()).asString(StandardCharsets.UTF_8).isEqualTo("panoramas.captured/2@5");
  }

  @Test
  void anUnreadableRecordIsKnownByItsOriginAndKeepsItsKeyAndBytes()
      throws InvalidProtocolBufferException {
    byte[] garbage = {(byte) 0xff, 1, 2};
    Outgoing outgoing =
        rejections.of(
            MessageType.PANORAMA_CAPTURED, incoming("panoramas.captured", 5, garbage), REJECT);
    PanoramaRejected rejected = PanoramaRejected.parseFrom(outgoing.value());
    assertThat(rejected.hasRef()).isFalse();
    assertThat(rejected.getOrigin().getOffset()).isEqualTo(5);
    assertThat(rejected.getOriginal().toByteArray()).isEqualTo(garbage);
    assertThat(outgoing.key()).asString(StandardCharsets.UTF_8).isEqualTo("some key");
  }

  @Test
  void anEmptyRefIsNoRef() throws InvalidProtocolBufferException {
    Outgoing outgoing =
        rejections.of(
            MessageType.PANORAMA_PREPARED, incoming("panoramas.prepared", 0, new byte[0]), REJECT);
    assertThat(PanoramaRejected.parseFrom(outgoing.value()).hasRef()).isFalse();
    assertThat(outgoing.key()).asString(StandardCharsets.UTF_8).isEqualTo("some key");
  }

  @Test
  void theRejectionOfTheLargestRecordFitsWhateverItsIdAndDetailAre()
      throws InvalidProtocolBufferException {
    String hostile = "x".repeat(MessageSizes.MAX_MESSAGE_BYTES - 1_000);
    byte[] value =
        panorama("p").toBuilder()
            .setRef(panorama("p").getRef().toBuilder().setVehicleId(hostile))
            .build()
            .toByteArray();
    Outgoing outgoing =
        rejections.of(
            MessageType.PANORAMA_PREPARED,
            incoming("panoramas.prepared", 0, value),
            new ItemResult.Reject(RejectionReason.INVALID_FIELD, hostile));

    assertThat(outgoing.value().length + outgoing.key().length)
        .isBetween(value.length, MessageSizes.MAX_REJECTION_BYTES - 64 * 1024);
    assertThat(PanoramaRejected.parseFrom(outgoing.value()).getOriginal().toByteArray())
        .isEqualTo(value);
  }

  @Test
  void aRecordThatCompressionGotPastItsTopicIsRejectedInASizeThatTheTopicTakes()
      throws InvalidProtocolBufferException {
    byte[] large = new byte[MessageSizes.MAX_REJECTION_BYTES];
    Incoming record =
        new Incoming("panoramas.captured", 2, 5, large, large, new RecordHeaders(), 1);
    Outgoing outgoing = rejections.fitting(MessageType.PANORAMA_CAPTURED, record, REJECT);

    PanoramaRejected rejected = PanoramaRejected.parseFrom(outgoing.value());
    assertThat(rejected.getOriginal().isEmpty()).isTrue();
    assertThat(rejected.getOrigin().getOffset()).isEqualTo(5);
    assertThat(outgoing.key()).asString(StandardCharsets.UTF_8).isEqualTo("panoramas.captured/2@5");
  }

  @Test
  void withoutItsOriginalARejectionStillSaysWhereItIs() throws InvalidProtocolBufferException {
    Outgoing outgoing =
        rejections.withoutOriginal(
            MessageType.PANORAMA_PREPARED,
            incoming("panoramas.prepared", 9, panorama("p1").toByteArray()),
            REJECT);
    PanoramaRejected rejected = PanoramaRejected.parseFrom(outgoing.value());
    assertThat(rejected.getOriginal().isEmpty()).isTrue();
    assertThat(rejected.getRef().getId()).isEqualTo("p1");
    assertThat(rejected.getOrigin().getOffset()).isEqualTo(9);
  }
}
