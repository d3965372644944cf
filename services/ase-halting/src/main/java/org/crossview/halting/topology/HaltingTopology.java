package org.crossview.halting.topology;

import static org.crossview.stage.message.MessageType.PANORAMA_SEARCHED;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.crossview.core.halting.DistanceKind;
import org.crossview.halting.join.JoinStore;
import org.crossview.halting.merge.HaltingRule;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.streams.StageTopology;

/** panoramas.searched to panoramas.halted, through the store of joins. */
public final class HaltingTopology {
  /** This stage's name in timings, rejections and metrics. */
  public static final String STAGE = "ase-halting";

  private HaltingTopology() {}

  /**
   * Builds the topology.
   *
   * @param distance which distances Algorithm 1 compares
   * @param joinTimeout how long a join waits for its last shard, longer than nothing
   */
  public static Topology build(
      DistanceKind distance,
      Duration joinTimeout,
      StageMetrics metrics,
      HaltingMetrics haltingMetrics,
      Clock clock) {
    HaltingRule rule = new HaltingRule(distance);
    StageTopology topology =
        new StageTopology(metrics, clock)
            .input(
                PANORAMA_SEARCHED,
                () -> new HaltingFunction(rule, joinTimeout, haltingMetrics, clock),
                Topics.PANORAMAS_HALTED);
    for (StoreBuilder<?> store : JoinStore.builders()) {
      topology.store(store, PANORAMA_SEARCHED);
    }
    return topology.build();
  }
}
