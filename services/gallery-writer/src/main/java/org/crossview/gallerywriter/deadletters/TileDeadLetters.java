package org.crossview.gallerywriter.deadletters;

import com.google.protobuf.ByteString;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.MessageType;

/** Makes dead letters of rejected tiles. */
final class TileDeadLetters {
  /** The stage that a dead letter names where the rejection itself cannot be read. */
  private static final String STAGE = "gallery-writer";

  /** Room for key and headers beside the message. */
  private static final int MAX_BYTES = MessageSizes.MAX_REJECTION_BYTES - (64 << 10);

  private TileDeadLetters() {}

  /**
   * The dead letter of a record of {@code tiles.rejected}, with the original bytes unless they do
   * not fit.
   */
  static DeadLetter of(Incoming record) {
    try {
      return fitting(of(MessageType.TILE_REJECTED.decode(record), record.receivedAtUs()));
    } catch (UnusableInputException e) {
      DeadLetter.Builder letter =
          DeadLetter.newBuilder()
              .setStage(STAGE)
              .setReason(e.reason().code())
              .setDetail(e.getMessage())
              .setOrigin(
                  Origin.newBuilder()
                      .setTopic(record.topic())
                      .setPartition(record.partition())
                      .setOffset(record.offset()))
              .setRejectedAtUs(record.receivedAtUs());
      if (record.value() != null) {
        letter.setOriginal(ByteString.copyFrom(record.value()));
      }
      return fitting(letter);
    }
  }

  private static DeadLetter.Builder of(TileRejected rejected, long nowUs) {
    DeadLetter.Builder letter =
        DeadLetter.newBuilder()
            .setStage(rejected.getStage())
            .setReason(rejected.getReason())
            .setDetail(rejected.getDetail())
            .setOrigin(rejected.getOrigin())
            .setOriginal(rejected.getOriginal())
            .setRejectedAtUs(rejectedAtUs(rejected, nowUs))
            .addAllTimings(rejected.getTimingsList());
    if (rejected.hasRef()) {
      letter.setTile(rejected.getRef());
    }
    return letter;
  }

  private static DeadLetter fitting(DeadLetter.Builder letter) {
    if (letter.build().getSerializedSize() > MAX_BYTES) {
      Origin origin = letter.getOrigin();
      letter
          .setDetail(
              "%s (The %d original bytes are left out, because the dead letter would exceed %d bytes; they were read at %s/%d@%d.)"
                  .formatted(
                      letter.getDetail(),
                      letter.getOriginal().size(),
                      MAX_BYTES,
                      origin.getTopic(),
                      origin.getPartition(),
                      origin.getOffset()))
          .setOriginal(ByteString.EMPTY);
    }
    return letter.build();
  }

  private static long rejectedAtUs(TileRejected rejected, long nowUs) {
    return rejected.getTimingsList().stream()
        .filter(timing -> timing.getStage().equals(rejected.getStage()))
        .mapToLong(StageTiming::getSentAtUs)
        .max()
        .orElse(nowUs);
  }
}
