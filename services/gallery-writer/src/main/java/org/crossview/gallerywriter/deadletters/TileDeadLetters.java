package org.crossview.gallerywriter.deadletters;

import com.google.protobuf.ByteString;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.kafka.MessageSizes;

/** Makes dead letters of rejected tiles. */
public final class TileDeadLetters {
  /** Room for key and headers beside the message. */
  private static final int MAX_BYTES = MessageSizes.MAX_REJECTION_BYTES - (64 << 10);

  private TileDeadLetters() {}

  /**
   * The dead letter of a rejection, with the original bytes unless they do not fit.
   *
   * @param nowUs the time of the rejection if the rejecting stage left none, microseconds since the
   *     Unix epoch
   */
  public static DeadLetter of(TileRejected rejected, long nowUs) {
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
    if (letter.build().getSerializedSize() > MAX_BYTES) {
      Origin origin = rejected.getOrigin();
      letter
          .setOriginal(ByteString.EMPTY)
          .setDetail(
              "%s (The %d original bytes are left out, because the dead letter would exceed %d bytes; they were read at %s/%d@%d.)"
                  .formatted(
                      rejected.getDetail(),
                      rejected.getOriginal().size(),
                      MAX_BYTES,
                      origin.getTopic(),
                      origin.getPartition(),
                      origin.getOffset()));
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
