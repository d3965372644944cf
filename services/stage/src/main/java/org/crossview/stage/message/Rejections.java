package org.crossview.stage.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRef;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.MessageSizes;

/**
 * Turns a record that cannot be processed into its rejection: with where it was read, its original
 * bytes, the trail of stages, and what it is about as far as that can be read.
 */
public final class Rejections {
  /** Details are sentences for people; a hostile value in one must not fill the record. */
  private static final int MAX_DETAIL_LENGTH = 1_000;

  private static final int MAX_TIMINGS = 32;

  /** Most bytes of a rejection, with room for key and headers beside it. */
  private static final int MAX_BYTES = MessageSizes.MAX_REJECTION_BYTES - (64 << 10);

  private final String stage;
  private final Clock clock;

  /**
   * @param stage that rejects, as in the topology
   * @param clock for the trail
   */
  public Rejections(String stage, Clock clock) {
    this.stage = stage;
    this.clock = clock;
  }

  /** The rejection of a record, with its original bytes. */
  public Outgoing of(MessageType<?> type, Incoming record, ItemResult.Reject reject) {
    return of(type, record, reject, true);
  }

  /**
   * The rejection of a record, with its original bytes if its topic takes them. A record may be
   * larger than its own topic allows: a broker measures what comes compressed as it comes.
   */
  public Outgoing fitting(MessageType<?> type, Incoming record, ItemResult.Reject reject) {
    Outgoing whole = of(type, record, reject);
    return whole.value().length <= MAX_BYTES ? whole : withoutOriginal(type, record, reject);
  }

  /**
   * The rejection of a record without its original bytes, for the case that they do not fit. The
   * origin still tells where they are.
   */
  public Outgoing withoutOriginal(MessageType<?> type, Incoming record, ItemResult.Reject reject) {
    return of(type, record, reject, false);
  }

  private Outgoing of(
      MessageType<?> type, Incoming record, ItemResult.Reject reject, boolean withOriginal) {
    Optional<MessageType.Subject> about = type.subject(record.value());
    Origin origin =
        Origin.newBuilder()
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .build();
    ByteString original =
        withOriginal && record.value() != null
            ? ByteString.copyFrom(record.value())
            : ByteString.EMPTY;
    List<StageTiming> before =
        about
            .map(MessageType.Subject::timings)
            .filter(timings -> timings.size() <= MAX_TIMINGS)
            .filter(timings -> timings.stream().allMatch(Rejections::fits))
            .orElse(List.of());
    List<StageTiming> timings = StageTimings.append(before, stage, record, clock);
    String detail = shortened(reject.detail());

    if (type.rejectionTopic().equals(Topics.PANORAMAS_REJECTED)) {
      PanoramaRejected.Builder message =
          PanoramaRejected.newBuilder()
              .setStage(stage)
              .setReason(reject.reason().code())
              .setDetail(detail)
              .setOrigin(origin)
              .setOriginal(original)
              .addAllTimings(timings);
      Optional<PanoramaRef> ref =
          about.flatMap(MessageType.Subject::panorama).filter(Rejections::fits);
      ref.ifPresent(message::setRef);
      return new Outgoing(
          Topics.PANORAMAS_REJECTED,
          ref.map(PanoramaRef::getVehicleId).map(Rejections::key).orElseGet(() -> key(record)),
          message.build().toByteArray());
    }
    TileRejected.Builder message =
        TileRejected.newBuilder()
            .setStage(stage)
            .setReason(reject.reason().code())
            .setDetail(detail)
            .setOrigin(origin)
            .setOriginal(original)
            .addAllTimings(timings);
    Optional<TileRef> ref = about.flatMap(MessageType.Subject::tile).filter(Rejections::fits);
    ref.ifPresent(message::setRef);
    about
        .flatMap(MessageType.Subject::tileImport)
        .filter(Rejections::fits)
        .ifPresent(message::setImport);
    return new Outgoing(
        Topics.TILES_REJECTED,
        ref.map(TileRef::getId).map(Rejections::key).orElseGet(() -> key(record)),
        message.build().toByteArray());
  }

  /** A larger ref is hostile. The record is then known by its origin, and its bytes are kept. */
  private static boolean fits(MessageLite message) {
    int bytes = message.getSerializedSize();
    return bytes > 0 && bytes <= RefChecks.MAX_REF_BYTES;
  }

  /**
   * The key of a record that tells no id: its own, unless that is larger than any id could be.
   * Never null: a record without a key goes to any partition, and one that is delivered again has
   * to go to the same.
   */
  private static byte[] key(Incoming record) {
    return record.key() == null || record.key().length > RefChecks.MAX_REF_BYTES
        ? key(record.origin())
        : record.key();
  }

  private static byte[] key(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  private static String shortened(String detail) {
    return detail.length() <= MAX_DETAIL_LENGTH
        ? detail
        : detail.substring(0, MAX_DETAIL_LENGTH) + " ...";
  }
}
