package org.crossview.matching.topology;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.crossview.matching.outcome.Outcomes;
import org.crossview.stage.Topics;
import org.crossview.stage.state.FirstSeen;

/** panoramas.halted and panoramas.rejected to geotags or dead-letters, first outcome only. */
public final class MatchingTopology {
  /** This stage's name in timings, rejections and metrics. */
  public static final String STAGE = "matching";

  private static final String DECIDE = "decide";

  private MatchingTopology() {}

  /**
   * Builds the topology.
   *
   * @param retention how long the first outcome of a panorama is remembered
   */
  public static Topology build(
      Outcomes outcomes, Duration retention, MatchingMetrics metrics, Clock clock) {
    Topology topology = new Topology();
    // One source for both topics: their partitions with the same number make one task, with one
    // store. Records take the time of their arrival, because the changelog of the store is cut by
    // the time of its records, and theirs may be anything.
    topology.addSource(
        AutoOffsetReset.earliest(),
        "panoramas",
        new WallclockTimestampExtractor(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        Topics.PANORAMAS_HALTED,
        Topics.PANORAMAS_REJECTED);
    topology.addProcessor(
        DECIDE, () -> new OutcomeProcessor(outcomes, retention, metrics, clock), "panoramas");
    topology.addStateStore(FirstSeen.onDisk(OutcomeProcessor.STORE, retention), DECIDE);
    sink(topology, Topics.GEOTAGS);
    sink(topology, Topics.DEAD_LETTERS);
    return topology;
  }

  private static void sink(Topology topology, String topic) {
    topology.addSink(topic, topic, new ByteArraySerializer(), new ByteArraySerializer(), DECIDE);
  }
}
