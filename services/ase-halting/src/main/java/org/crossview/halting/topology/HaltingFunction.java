package org.crossview.halting.topology;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.halting.join.JoinStore;
import org.crossview.halting.join.ShardJoins;
import org.crossview.halting.merge.HaltingRule;
import org.crossview.halting.merge.ShardAnswers;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.ShardJoin;
import org.crossview.stage.Topics;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.Rejections;
import org.crossview.stage.message.StageTimings;
import org.crossview.stage.streams.RecordFunction;

/**
 * Joins the answers of all shards about a panorama and halts. With one shard nothing is kept: its
 * answer is complete.
 *
 * <p>What came of a join stays in the store as long again as a join may wait, and an answer that is
 * delivered again gives the same once more: after a crash the store may be ahead of what was sent,
 * and this sends it. What was given up is sent once more before it is forgotten, because nothing is
 * delivered again for it. matching keeps the first.
 */
final class HaltingFunction implements RecordFunction<PanoramaSearched> {
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

  private final HaltingRule rule;
  private final Duration joinTimeout;
  private final HaltingMetrics metrics;
  private final Clock clock;
  private final Rejections rejections;
  private ProcessorContext<byte[], byte[]> context;
  private JoinStore store;

  HaltingFunction(HaltingRule rule, Duration joinTimeout, HaltingMetrics metrics, Clock clock) {
    this.rule = rule;
    this.joinTimeout = joinTimeout;
    this.metrics = metrics;
    this.clock = clock;
    this.rejections = new Rejections(HaltingTopology.STAGE, clock);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context, Consumer<Outgoing> sender) {
    this.context = context;
    store = JoinStore.of(context);
    // Time in which this stage was down is no reproach to a shard: its answers may be waiting in
    // the topic. So nothing expires before the stage itself has been up that long.
    long sweepFromMs = context.currentSystemTimeMs() + joinTimeout.toMillis();
    context.schedule(
        SWEEP_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        nowMs -> {
          if (nowMs >= sweepFromMs) {
            sweep(nowMs, sender);
          }
        });
  }

  @Override
  public ItemResult process(Item<PanoramaSearched> item) throws UnusableInputException {
    PanoramaSearched answer = item.message();
    ShardAnswers.check(answer);
    metrics.answered(answer.getShards());
    if (answer.getShards() == 1) {
      return halted(rule.decide(List.of(answer)), item);
    }
    Bytes key = ShardJoins.key(answer);
    long nowMs = context.currentSystemTimeMs();
    ShardJoin join =
        store.find(key).orElseGet(() -> ShardJoin.newBuilder().setFirstAnswerAtMs(nowMs).build());
    if (join.getEndedAtMs() == 0 && !ShardJoins.hasAnswered(join, answer.getShard())) {
      join = ShardJoins.with(join, answer, item.record(), nowMs);
      store.put(key, join);
    }
    // With every answer: a join may have outlived a crash without its appointment.
    store.schedule(key, ShardJoins.dueMs(join, joinTimeout));
    if (join.hasHalted()) {
      return halted(join.getHalted(), item);
    }
    if (ShardJoins.isGivenUp(join)) {
      throw ShardJoins.expired(join);
    }
    if (!ShardJoins.isComplete(join)) {
      return ItemResult.done();
    }
    PanoramaHalted halted = rule.decide(join.getAnswersList());
    metrics.joined(join);
    store.put(key, join.toBuilder().clearAnswers().setHalted(halted).build());
    return halted(halted, item);
  }

  private ItemResult halted(PanoramaHalted halted, Item<PanoramaSearched> item) {
    metrics.halted(halted.getStep());
    return ItemResult.forward(
        Outgoing.of(
            Topics.PANORAMAS_HALTED,
            halted.getRef().getVehicleId(),
            halted.toBuilder()
                .addAllTimings(
                    StageTimings.append(
                        item.message().getTimingsList(),
                        HaltingTopology.STAGE,
                        item.record(),
                        clock))
                .build()));
  }

  /** Looks at every join that is due. */
  private void sweep(long nowMs, Consumer<Outgoing> sender) {
    for (JoinStore.Appointment due : store.due(nowMs)) {
      store
          .find(due.key())
          .ifPresentOrElse(join -> lookAt(due, join, nowMs, sender), () -> store.cancel(due));
    }
  }

  /**
   * Gives a join up that waited too long, and forgets it when it ended long enough ago. Its
   * appointment goes with the sweep after that: were it gone before the join is, nobody would look
   * at it again.
   */
  private void lookAt(
      JoinStore.Appointment due, ShardJoin join, long nowMs, Consumer<Outgoing> sender) {
    long dueMs = ShardJoins.dueMs(join, joinTimeout);
    if (dueMs > nowMs) {
      store.move(due, dueMs);
    } else if (join.getEndedAtMs() == 0) {
      giveUp(due, join.toBuilder().setEndedAtMs(nowMs).build(), sender);
    } else {
      if (ShardJoins.isGivenUp(join)) {
        sender.accept(rejection(join));
      }
      store.remove(due.key());
    }
  }

  private void giveUp(JoinStore.Appointment due, ShardJoin givenUp, Consumer<Outgoing> sender) {
    store.put(due.key(), givenUp);
    store.move(due, ShardJoins.dueMs(givenUp, joinTimeout));
    metrics.gaveUp(RejectionReason.EXPIRED);
    sender.accept(rejection(givenUp));
  }

  /** The rejection of a join that was given up, with the newest answer as its original. */
  private Outgoing rejection(ShardJoin join) {
    UnusableInputException expired = ShardJoins.expired(join);
    return rejections.of(
        MessageType.PANORAMA_SEARCHED,
        ShardJoins.newestAnswer(join),
        new ItemResult.Reject(expired.reason(), expired.getMessage()));
  }
}
