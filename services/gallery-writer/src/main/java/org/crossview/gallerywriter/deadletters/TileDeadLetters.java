package org.crossview.gallerywriter.deadletters;

import com.google.protobuf.ByteString;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.Origin;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.message.DeadLetters;
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
    return DeadLetters.fitting(whole(record), MAX_BYTES);
  }

  private static DeadLetter.Builder whole(Incoming record) {
    try {
      return DeadLetters.of(MessageType.TILE_REJECTED.decode(record), record.receivedAtUs());
    } catch (UnusableInputException e) {
      DeadLetter.Builder letter =
          DeadLetter.newBuilder()
              .setStage(STAGE)
              .setReason(e.reason().code())
              .setDetail(e.getMessage())
              .setOrigin(DeadLetters.origin(Origin.getDefaultInstance(), record))
              .setRejectedAtUs(record.receivedAtUs());
      if (record.value() != null) {
        letter.setOriginal(ByteString.copyFrom(record.value()));
      }
      return letter;
    }
  }
}
