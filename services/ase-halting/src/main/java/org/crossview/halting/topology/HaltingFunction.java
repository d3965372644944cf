package org.crossview.halting.topology;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.halting.join.JoinStore;
import org.crossview.halting.join.ShardJoins;
import org.crossview.halting.merge.HaltingRule;
import org.crossview.halting.merge.ShardAnswers;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.ShardJoin;
import org.crossview.stage.Topics;
import org.crossview.stage.message.Incoming;
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
 * and this sends it. matching keeps the first.
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
    ShardJoin join = store.find(key).orElse(null);
    if (join == null) {
      join = ShardJoin.newBuilder().setFirstAnswerAtMs(nowMs).build();
      store.schedule(key, ShardJoins.dueMs(answer.getRef(), nowMs, joinTimeout));
    }
    if (join.hasHalted()) {
      return halted(join.getHalted(), item);
    }
    if (ShardJoins.isGivenUp(join)) {
      throw ShardJoins.expired(join);
    }
    if (!ShardJoins.hasAnswered(join, answer.getShard())) {
      join = ShardJoins.with(join, answer, item.record(), nowMs);
      store.put(key, join);
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

  /** Gives up what waited too long, and forgets what ended long enough ago. */
  private void sweep(long nowMs, Consumer<Outgoing> sender) {
    for (Bytes key : store.takeDue(nowMs)) {
      ShardJoin join = store.find(key).orElse(null);
      if (join == null) {
        continue;
      }
      if (join.getEndedAtMs() == 0) {
        ShardJoin givenUp = join.toBuilder().setEndedAtMs(nowMs).build();
        store.put(key, givenUp);
        store.schedule(key, nowMs + joinTimeout.toMillis());
        sender.accept(rejection(givenUp));
      } else if (join.getEndedAtMs() + joinTimeout.toMillis() > nowMs) {
        store.schedule(key, join.getEndedAtMs() + joinTimeout.toMillis());
      } else {
        store.remove(key);
      }
    }
  }

  /** The rejection of a join that was given up, with the newest answer as its original. */
  private Outgoing rejection(ShardJoin join) {
    UnusableInputException expired = ShardJoins.expired(join);
    metrics.gaveUp(expired.reason());
    Incoming newest = ShardJoins.newestAnswer(join);
    return rejections.of(
        MessageType.PANORAMA_SEARCHED,
        newest,
        new ItemResult.Reject(expired.reason(), expired.getMessage()));
  }
}
