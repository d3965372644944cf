package org.crossview.stage.message;

import com.google.protobuf.ByteString;
import java.util.List;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRejected;

/** Makes dead letters of rejections. */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * The dead letter of a rejected panorama, with the original bytes.
   *
   * @param nowUs the time of the rejection if the rejecting stage left none, microseconds since the
   *     Unix epoch
   */
  public static DeadLetter.Builder of(PanoramaRejected rejected, long nowUs) {
    DeadLetter.Builder letter =
        DeadLetter.newBuilder()
            .setStage(rejected.getStage())
            .setReason(rejected.getReason())
            .setDetail(rejected.getDetail())
            .setOrigin(rejected.getOrigin())
            .setOriginal(rejected.getOriginal());
    if (rejected.hasRef()) {
      letter.setPanorama(rejected.getRef());
    }
    return timed(letter, rejected.getTimingsList(), nowUs);
  }

  /**
   * The dead letter of a rejected tile, with the original bytes.
   *
   * @param nowUs the time of the rejection if the rejecting stage left none, microseconds since the
   *     Unix epoch
   */
  public static DeadLetter.Builder of(TileRejected rejected, long nowUs) {
    DeadLetter.Builder letter =
        DeadLetter.newBuilder()
            .setStage(rejected.getStage())
            .setReason(rejected.getReason())
            .setDetail(rejected.getDetail())
            .setOrigin(rejected.getOrigin())
            .setOriginal(rejected.getOriginal());
    if (rejected.hasRef()) {
      letter.setTile(rejected.getRef());
    }
    return timed(letter, rejected.getTimingsList(), nowUs);
  }

  /**
   * Where the rejected record was read, which tells one rejection from another. Where the rejection
   * does not say, it is known by its own place: without any, all of them would pass for one.
   *
   * @param stated what the rejection says
   * @param rejection the record that it came in
   */
  public static Origin origin(Origin stated, Incoming rejection) {
    return stated.getTopic().isEmpty()
        ? Origin.newBuilder()
            .setTopic(rejection.topic())
            .setPartition(rejection.partition())
            .setOffset(rejection.offset())
            .build()
        : stated;
  }

  private static DeadLetter.Builder timed(
      DeadLetter.Builder letter, List<StageTiming> timings, long nowUs) {
    long rejectedAtUs =
        timings.stream()
            .filter(timing -> timing.getStage().equals(letter.getStage()))
            .mapToLong(StageTiming::getSentAtUs)
            .max()
            .orElse(nowUs);
    return letter.setRejectedAtUs(rejectedAtUs).addAllTimings(timings);
  }

  /**
   * Leaves the original bytes out where the dead letter would be larger than its topic takes, and
   * says so in its detail.
   *
   * @param maxBytes most bytes that it may have on the topic
   */
  public static DeadLetter fitting(DeadLetter.Builder letter, int maxBytes) {
    DeadLetter whole = letter.build();
    if (whole.getSerializedSize() <= maxBytes) {
      return whole;
    }
    leaveOutOriginal(letter, "because the dead letter would exceed %d bytes".formatted(maxBytes));
    return letter.build();
  }

  /**
   * Leaves the original bytes out and says in the detail where they were read.
   *
   * @param why completes "The original bytes are left out"
   */
  public static void leaveOutOriginal(DeadLetter.Builder letter, String why) {
    Origin origin = letter.getOrigin();
    letter.setDetail(
        "%s (The %d original bytes are left out %s; they were read at %s/%d@%d.)"
            .formatted(
                letter.getDetail(),
                letter.getOriginal().size(),
                why,
                origin.getTopic(),
                origin.getPartition(),
                origin.getOffset()));
    letter.setOriginal(ByteString.EMPTY);
  }
}
