package org.crossview.matching.outcome;

import java.util.Set;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.message.DeadLetters;

/** What of a rejected panorama its dead letter may hold. */
public final class DeadLetterPolicy {
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
  public DeadLetterPolicy(boolean keepImages, int maxBytes) {
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
    DeadLetter.Builder letter = DeadLetters.of(rejected, nowUs);
    if (!keepImages && mayHoldAnImage(rejected)) {
      DeadLetters.leaveOutOriginal(letter, "because images are not kept here");
    }
    return DeadLetters.fitting(letter, maxBytes);
  }

  /** An unreadable record may hold anything, whatever topic it was found in. */
  private static boolean mayHoldAnImage(PanoramaRejected rejected) {
    return !rejected.getOriginal().isEmpty()
        && !(rejected.hasRef() && WITHOUT_IMAGES.contains(rejected.getOrigin().getTopic()));
  }
}
