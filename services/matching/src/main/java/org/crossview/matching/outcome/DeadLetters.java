package org.crossview.matching.outcome;

import com.google.protobuf.ByteString;
import java.util.Set;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.StageTiming;
import org.crossview.stage.Topics;

/** Makes a dead letter of a rejection. */
public final class DeadLetters {
  /** Records of these topics hold descriptors, tiles and positions, but no picture. */
  private static final Set<String> WITHOUT_IMAGES =
      Set.of(Topics.PANORAMAS_EMBEDDED, Topics.PANORAMAS_SEARCHED, Topics.PANORAMAS_HALTED);

  private final boolean keepImages;
  private final int maxBytes;

  /**
   * Makes dead letters by these rules.
   *
   * @param keepImages whether a dead letter may hold a panorama, which shows faces and number
   *     plates
   * @param maxBytes most bytes that a dead letter may have on the topic
   */
  public DeadLetters(boolean keepImages, int maxBytes) {
    this.keepImages = keepImages;
    this.maxBytes = maxBytes;
  }

  /**
   * The dead letter of a rejection. It leaves the original bytes out, and says so, where they may
   * hold an image and that is not allowed, or where the dead letter would be too large.
   *
   * @param nowUs the time of the rejection if the rejecting stage left none, microseconds since the
   *     Unix epoch
   */
  public DeadLetter of(PanoramaRejected rejected, long nowUs) {
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
      letter.setPanorama(rejected.getRef());
    }
    if (!keepImages && mayHoldAnImage(rejected)) {
      withoutOriginal(letter, "because images are not kept here");
    }
    if (letter.build().getSerializedSize() > maxBytes) {
      withoutOriginal(letter, "because the dead letter would exceed %d bytes".formatted(maxBytes));
    }
    return letter.build();
  }

  /** An unreadable record may hold anything, whatever topic it was found in. */
  private static boolean mayHoldAnImage(PanoramaRejected rejected) {
    return !rejected.getOriginal().isEmpty()
        && !(rejected.hasRef() && WITHOUT_IMAGES.contains(rejected.getOrigin().getTopic()));
  }

  private static void withoutOriginal(DeadLetter.Builder letter, String why) {
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

  private static long rejectedAtUs(PanoramaRejected rejected, long nowUs) {
    return rejected.getTimingsList().stream()
        .filter(timing -> timing.getStage().equals(rejected.getStage()))
        .mapToLong(StageTiming::getSentAtUs)
        .max()
        .orElse(nowUs);
  }
}
