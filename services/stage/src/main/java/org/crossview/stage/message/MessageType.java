package org.crossview.stage.message;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TileImported;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRef;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;

/**
 * What a topic carries: how to read it, what it is about, and where its rejections go.
 *
 * @param <M> the Protobuf message of the topic
 */
public final class MessageType<M extends Message> {
  public static final MessageType<PanoramaCaptured> PANORAMA_CAPTURED =
      panorama(
          Topics.PANORAMAS_CAPTURED,
          PanoramaCaptured.parser(),
          PanoramaCaptured::getRef,
          message -> List.of());
  public static final MessageType<PanoramaPrepared> PANORAMA_PREPARED =
      panorama(
          Topics.PANORAMAS_PREPARED,
          PanoramaPrepared.parser(),
          PanoramaPrepared::getRef,
          PanoramaPrepared::getTimingsList);
  public static final MessageType<PanoramaEmbedded> PANORAMA_EMBEDDED =
      panorama(
          Topics.PANORAMAS_EMBEDDED,
          PanoramaEmbedded.parser(),
          PanoramaEmbedded::getRef,
          PanoramaEmbedded::getTimingsList);
  public static final MessageType<PanoramaSearched> PANORAMA_SEARCHED =
      panorama(
          Topics.PANORAMAS_SEARCHED,
          PanoramaSearched.parser(),
          PanoramaSearched::getRef,
          PanoramaSearched::getTimingsList);
  public static final MessageType<PanoramaHalted> PANORAMA_HALTED =
      panorama(
          Topics.PANORAMAS_HALTED,
          PanoramaHalted.parser(),
          PanoramaHalted::getRef,
          PanoramaHalted::getTimingsList);
  public static final MessageType<PanoramaRejected> PANORAMA_REJECTED =
      new MessageType<>(
          Topics.PANORAMAS_REJECTED,
          Topics.PANORAMAS_REJECTED,
          PanoramaRejected.parser(),
          message ->
              Subject.of(message.hasRef() ? message.getRef() : null, message.getTimingsList()),
          false);
  public static final MessageType<TileImported> TILE_IMPORTED =
      tile(
          Topics.TILES_IMPORTED,
          TileImported.parser(),
          message -> Subject.of(message.getRef(), message.getImport(), List.of()));
  public static final MessageType<TilePrepared> TILE_PREPARED =
      tile(
          Topics.TILES_PREPARED,
          TilePrepared.parser(),
          message -> Subject.of(message.getRef(), message.getImport(), message.getTimingsList()));
  public static final MessageType<TileEmbedded> TILE_EMBEDDED =
      tile(
          Topics.TILES_EMBEDDED,
          TileEmbedded.parser(),
          message -> Subject.of(message.getRef(), message.getImport(), message.getTimingsList()));
  public static final MessageType<TileRejected> TILE_REJECTED =
      new MessageType<>(
          Topics.TILES_REJECTED,
          Topics.TILES_REJECTED,
          TileRejected.parser(),
          message ->
              Subject.of(
                  message.hasRef() ? message.getRef() : null,
                  message.hasImport() ? message.getImport() : null,
                  message.getTimingsList()),
          false);

  /**
   * What a message is about. A panorama or a tile, never both; rejections of unreadable records are
   * about neither.
   */
  record Subject(
      Optional<PanoramaRef> panorama,
      Optional<TileRef> tile,
      Optional<ImportRef> tileImport,
      List<StageTiming> timings) {
    static Subject of(PanoramaRef ref, List<StageTiming> timings) {
      return new Subject(Optional.ofNullable(ref), Optional.empty(), Optional.empty(), timings);
    }

    static Subject of(TileRef ref, ImportRef tileImport, List<StageTiming> timings) {
      return new Subject(
          Optional.empty(), Optional.ofNullable(ref), Optional.ofNullable(tileImport), timings);
    }
  }

  private final String topic;
  private final String rejectionTopic;
  private final Parser<M> parser;
  private final Function<M, Subject> subject;
  private final boolean checked;

  private MessageType(
      String topic,
      String rejectionTopic,
      Parser<M> parser,
      Function<M, Subject> subject,
      boolean checked) {
    this.topic = topic;
    this.rejectionTopic = rejectionTopic;
    this.parser = parser;
    this.subject = subject;
    this.checked = checked;
  }

  private static <M extends Message> MessageType<M> panorama(
      String topic,
      Parser<M> parser,
      Function<M, PanoramaRef> ref,
      Function<M, List<StageTiming>> timings) {
    return new MessageType<>(
        topic,
        Topics.PANORAMAS_REJECTED,
        parser,
        message -> Subject.of(ref.apply(message), timings.apply(message)),
        true);
  }

  private static <M extends Message> MessageType<M> tile(
      String topic, Parser<M> parser, Function<M, Subject> subject) {
    return new MessageType<>(topic, Topics.TILES_REJECTED, parser, subject, true);
  }

  /** The topic that carries this message. */
  public String topic() {
    return topic;
  }

  /** Where a stage sends what it cannot process of this topic. */
  public String rejectionTopic() {
    return rejectionTopic;
  }

  /**
   * Reads and checks a record: Protobuf, ids, heading, prior, position, deadline. Rejections
   * themselves are only parsed: they are about what failed such a check.
   *
   * @throws UnusableInputException {@code unreadable-message}, {@code invalid-heading}, {@code
   *     invalid-field} or {@code expired}
   */
  public M decode(Incoming record) throws UnusableInputException {
    M message = parse(record.value());
    if (checked) {
      Subject about = subject.apply(message);
      if (about.panorama().isPresent()) {
        RefChecks.check(about.panorama().get());
        RefChecks.checkDeadline(about.panorama().get(), record.receivedAtUs());
      }
      if (about.tile().isPresent()) {
        RefChecks.check(about.tile().get());
      }
      if (about.tileImport().isPresent()) {
        RefChecks.check(about.tileImport().get());
      }
    }
    return message;
  }

  /** What the record is about, as far as its bytes can be read. */
  Optional<Subject> subject(byte[] value) {
    try {
      return Optional.of(subject.apply(parse(value)));
    } catch (UnusableInputException e) {
      return Optional.empty();
    }
  }

  private M parse(byte[] value) throws UnusableInputException {
    if (value == null) {
      throw new UnusableInputException(
          RejectionReason.UNREADABLE_MESSAGE, "The record in %s has no value".formatted(topic));
    }
    try {
      return parser.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new UnusableInputException(
          RejectionReason.UNREADABLE_MESSAGE,
          "The %d bytes are not the message that %s carries: %s"
              .formatted(value.length, topic, e.getMessage()),
          e);
    }
  }
}
