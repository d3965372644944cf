package org.crossview.halting.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.halting.join.ShardJoins;
import org.crossview.proto.v1.ShardJoin;
import org.crossview.stage.metrics.StageMetrics;

/**
 * What ase-halting counts beside what every stage counts. Prometheus names: {@code
 * crossview_halted_panoramas_total} by step, {@code crossview_join_wait_seconds}, {@code
 * crossview_joins_mixed_epochs_total}, {@code crossview_joins_given_up_total}, {@code
 * crossview_answers_other_split_total}.
 */
public final class HaltingMetrics {
  private static final Duration[] WAIT_BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60),
  };

  private final MeterRegistry registry;
  private final StageMetrics stage;
  private final int shards;

  /**
   * Registers nothing yet: a series appears with its first value.
   *
   * @param shards into how many shards the gallery is meant to be split
   */
  public HaltingMetrics(MeterRegistry registry, StageMetrics stage, int shards) {
    this.registry = registry;
    this.stage = stage;
    this.shards = shards;
  }

  /** An answer came in, of a gallery that is split so. */
  void answered(int shardsOfAnswer) {
    if (shardsOfAnswer != shards) {
      count(
          "crossview.answers.other.split",
          "Answers of a gallery split into another number of shards than this stage is set to");
    }
  }

  /** All shards have answered. */
  void joined(ShardJoin join) {
    Timer.builder("crossview.join.wait")
        .description("Time from the first shard's answer to the last one's")
        .serviceLevelObjectives(WAIT_BUCKETS)
        .register(registry)
        .record(Duration.ofMillis(join.getEndedAtMs() - join.getFirstAnswerAtMs()));
    if (ShardJoins.mixesEpochs(join)) {
      count(
          "crossview.joins.mixed.epochs",
          "Panoramas whose shards answered from different epochs of the gallery");
    }
  }

  /** Shards were missing for too long. */
  void gaveUp(RejectionReason reason) {
    stage.rejected(reason);
    count("crossview.joins.given.up", "Panoramas for which a shard did not answer in time");
  }

  /** Algorithm 1 chose the step. */
  void halted(int step) {
    Counter.builder("crossview.halted.panoramas")
        .description("Panoramas by the refinement step that Algorithm 1 chose")
        .tag("step", Integer.toString(step))
        .register(registry)
        .increment();
  }

  private void count(String name, String description) {
    Counter.builder(name).description(description).register(registry).increment();
  }
}
