package org.crossview.halting.join;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.ShardJoin;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.state.Identity;

/** How the answers of the shards become one: pure functions over the state of a join. */
public final class ShardJoins {
  private static final int MOST_SHARDS_NAMED = 20;

  /** Most bytes of a join, within what kafka-streams.topic.max.message.bytes allows. */
  static final int MAX_BYTES = 8 << 20;

  private ShardJoins() {}

  /**
   * What answers have in common that belong together: the panorama and its attempt, the model, and
   * the number of shards that the gallery is split into. Answers of two models are never compared
   * with each other, nor answers of two splits; the first set that is complete decides.
   */
  public static Bytes key(PanoramaSearched answer) {
    return Identity.of(
        answer.getRef(), answer.getModelVersion(), Integer.toString(answer.getShards()));
  }

  /**
   * When a join has to be looked at. While shards are missing, that is when it is given up: after
   * the timeout, or at the panorama's deadline if that is earlier. Once it has ended, it is when it
   * is forgotten: after another timeout. Milliseconds since the Unix epoch, the same whenever it is
   * asked.
   */
  public static long dueMs(ShardJoin join, Duration timeout) {
    if (join.getEndedAtMs() != 0) {
      return join.getEndedAtMs() + timeout.toMillis();
    }
    long firstMs = join.getFirstAnswerAtMs();
    long dueMs = firstMs + timeout.toMillis();
    PanoramaRef ref = join.getAnswers(0).getRef();
    return ref.hasDeadlineUs()
        ? Math.clamp(Math.ceilDiv(ref.getDeadlineUs(), 1_000L), firstMs, dueMs)
        : dueMs;
  }

  /** Whether the shard has answered already: then another answer of it changes nothing. */
  public static boolean hasAnswered(ShardJoin join, int shard) {
    return join.getAnswersList().stream().anyMatch(answer -> answer.getShard() == shard);
  }

  /**
   * The join with one answer more; ended if that makes it complete.
   *
   * @throws UnusableInputException {@code invalid-field} if the answers together are too large for
   *     the store's changelog, which would refuse them for ever
   */
  public static ShardJoin with(ShardJoin join, PanoramaSearched answer, Incoming record, long nowMs)
      throws UnusableInputException {
    if (join.getSerializedSize() + answer.getSerializedSize() > MAX_BYTES) {
      throw new UnusableInputException(
          RejectionReason.INVALID_FIELD,
          "the answers of %d of %d shards have more than %d bytes; let gallery-search give fewer candidates"
              .formatted(join.getAnswersCount() + 1, answer.getShards(), MAX_BYTES));
    }
    ShardJoin.Builder more =
        join.toBuilder()
            .addAnswers(answer)
            .setLastAnswer(
                Origin.newBuilder()
                    .setTopic(record.topic())
                    .setPartition(record.partition())
                    .setOffset(record.offset()));
    if (more.getAnswersCount() == answer.getShards()) {
      more.setEndedAtMs(nowMs);
    }
    return more.build();
  }

  /** Whether all shards have answered. */
  public static boolean isComplete(ShardJoin join) {
    return join.getAnswersCount() > 0 && join.getAnswersCount() == join.getAnswers(0).getShards();
  }

  /** Whether shards were missing for too long. */
  public static boolean isGivenUp(ShardJoin join) {
    return join.getEndedAtMs() != 0 && !join.hasHalted() && !isComplete(join);
  }

  /** Whether shards answered from different epochs of the gallery. */
  public static boolean mixesEpochs(ShardJoin join) {
    return join.getAnswersList().stream()
            .mapToLong(PanoramaSearched::getGalleryEpoch)
            .distinct()
            .count()
        > 1;
  }

  /** Why a join was given up, naming the shards that are missing. */
  public static UnusableInputException expired(ShardJoin join) {
    int shards = join.getAnswers(0).getShards();
    return new UnusableInputException(
        RejectionReason.EXPIRED,
        "%d of %d shards answered within %.1f s; no answer of shard %s: is its gallery-search running?"
            .formatted(
                join.getAnswersCount(),
                shards,
                (join.getEndedAtMs() - join.getFirstAnswerAtMs()) / 1e3,
                missing(join, shards)));
  }

  private static String missing(ShardJoin join, int shards) {
    BitSet missing = new BitSet(shards);
    missing.set(0, shards);
    join.getAnswersList().forEach(answer -> missing.clear(answer.getShard()));
    List<String> names = new ArrayList<>();
    missing.stream().limit(MOST_SHARDS_NAMED).forEach(shard -> names.add(Integer.toString(shard)));
    int more = missing.cardinality() - names.size();
    return String.join(", ", names) + (more > 0 ? " and %d more".formatted(more) : "");
  }

  /** The newest answer of a join as it was read, received when the first one was. */
  public static Incoming newestAnswer(ShardJoin join) {
    PanoramaSearched answer = join.getAnswers(join.getAnswersCount() - 1);
    Origin readAt = join.getLastAnswer();
    return new Incoming(
        readAt.getTopic(),
        readAt.getPartition(),
        readAt.getOffset(),
        answer.getRef().getVehicleId().getBytes(StandardCharsets.UTF_8),
        answer.toByteArray(),
        new RecordHeaders(),
        join.getFirstAnswerAtMs() * 1_000);
  }
}
