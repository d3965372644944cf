package org.crossview.gallerywriter.deadletters;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.state.FirstSeen;

/** tiles.rejected to dead-letters, one dead letter per rejected record. */
public final class DeadLetterTopology {
  private static final String PROCESSOR = "make-dead-letters";

  private DeadLetterTopology() {}

  /**
   * Builds the topology.
   *
   * @param retention how long a rejected record is remembered: a second rejection of it within this
   *     time is a second delivery
   */
  public static Topology build(Duration retention, StageMetrics metrics, Clock clock) {
    Topology topology = new Topology();
    // The time of arrival, because the store is cut by the time of its records.
    topology.addSource(
        AutoOffsetReset.earliest(),
        "rejected-tiles",
        new WallclockTimestampExtractor(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        Topics.TILES_REJECTED);
    topology.addProcessor(
        PROCESSOR, () -> new DeadLetterProcessor(retention, metrics, clock), "rejected-tiles");
    topology.addStateStore(FirstSeen.inMemory(DeadLetterProcessor.STORE, retention), PROCESSOR);
    topology.addSink(
        Topics.DEAD_LETTERS,
        Topics.DEAD_LETTERS,
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        PROCESSOR);
    return topology;
  }
}
