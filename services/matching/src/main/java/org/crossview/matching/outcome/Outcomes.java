package org.crossview.matching.outcome;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.GeoTag;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.message.DeadLetters;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.Rejections;
import org.crossview.stage.message.StageTimings;
import org.crossview.stage.state.Identity;

/**
 * Decides what becomes of a record of panoramas.halted or panoramas.rejected. Every record has an
 * outcome, whatever is in it: there is no stage behind this one that could catch what it dropped.
 */
public final class Outcomes {
  private static final System.Logger LOG = System.getLogger(Outcomes.class.getName());

  private final String stage;
  private final DeadLetterPolicy deadLetters;
  private final Rejections rejections;
  private final int maxGeotagBytes;
  private final Clock clock;

  /**
   * Decides for this stage.
   *
   * @param stage this stage's name
   * @param maxGeotagBytes most bytes that a geotag may have on the topic; one that the broker
   *     refused would come back for ever
   */
  public Outcomes(String stage, DeadLetterPolicy deadLetters, int maxGeotagBytes, Clock clock) {
    this.stage = stage;
    this.deadLetters = deadLetters;
    this.maxGeotagBytes = maxGeotagBytes;
    this.rejections = new Rejections(stage, clock);
    this.clock = clock;
  }

  /** The outcome of a record; never null. */
  public Outcome of(Incoming record) {
    MessageType<?> type =
        record.topic().equals(Topics.PANORAMAS_HALTED)
            ? MessageType.PANORAMA_HALTED
            : MessageType.PANORAMA_REJECTED;
    try {
      return type == MessageType.PANORAMA_HALTED
          ? geotag(MessageType.PANORAMA_HALTED.decode(record), record)
          : deadLetter(MessageType.PANORAMA_REJECTED.decode(record), record);
    } catch (UnusableInputException e) {
      return deadLetter(
          rejected(type, record, new ItemResult.Reject(e.reason(), e.getMessage())), record);
    } catch (RuntimeException e) {
      // The same record would give the same again, so it is not tried again.
      LOG.log(System.Logger.Level.ERROR, record.origin() + " cannot be decided", e);
      return deadLetter(
          rejected(
              type, record, new ItemResult.Reject(RejectionReason.INTERNAL_ERROR, e.toString())),
          record);
    }
  }

  private Outcome geotag(PanoramaHalted halted, Incoming record) throws UnusableInputException {
    GeoTag geotag =
        GeoTags.of(halted, StageTimings.append(halted.getTimingsList(), stage, record, clock));
    if (geotag.getSerializedSize() > maxGeotagBytes) {
      throw new UnusableInputException(
          RejectionReason.INVALID_FIELD,
          "The geotag would have %d bytes, more than the %d that its topic takes; the tiles' texts or the candidates are too many"
              .formatted(geotag.getSerializedSize(), maxGeotagBytes));
    }
    return new Outcome(
        Identity.of(halted.getRef()),
        Outcome.Kind.GEOTAG,
        "",
        Outgoing.of(Topics.GEOTAGS, halted.getRef().getVehicleId(), geotag));
  }

  private Outcome deadLetter(PanoramaRejected rejected, Incoming record) {
    DeadLetter letter = deadLetters.of(rejected, record.receivedAtUs());
    PanoramaRef ref = letter.getPanorama();
    boolean known = letter.hasPanorama() && Identity.isKnown(ref);
    return new Outcome(
        known ? Identity.of(ref) : Identity.of(DeadLetters.origin(rejected.getOrigin(), record)),
        Outcome.Kind.DEAD_LETTER,
        letter.getReason(),
        new Outgoing(
            Topics.DEAD_LETTERS,
            known ? ref.getId().getBytes(StandardCharsets.UTF_8) : null,
            letter.toByteArray()));
  }

  /** This stage's own rejection, which it does not send: it becomes a dead letter at once. */
  private PanoramaRejected rejected(
      MessageType<?> type, Incoming record, ItemResult.Reject reject) {
    try {
      return PanoramaRejected.parseFrom(rejections.of(type, record, reject).value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A rejection made here cannot be read back", e);
    }
  }
}
