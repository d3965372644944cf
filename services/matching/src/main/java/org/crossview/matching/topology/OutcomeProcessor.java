package org.crossview.matching.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.crossview.matching.outcome.Outcome;
import org.crossview.matching.outcome.Outcomes;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.TraceContext;
import org.crossview.stage.state.FirstSeen;
import org.crossview.stage.streams.StreamRecords;

/**
 * Sends the first outcome of every panorama to geotags or dead-letters and drops the later ones.
 *
 * <p>It has a shell of its own instead of the one that the other stages share, because a rejection
 * here must not go to panoramas.rejected, where it would come in again.
 */
final class OutcomeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** Name of the store that remembers which panoramas have their outcome. */
  static final String STORE = "first-outcomes";

  private final Outcomes outcomes;
  private final Duration retention;
  private final MatchingMetrics metrics;
  private final Clock clock;
  private ProcessorContext<byte[], byte[]> context;
  private FirstSeen first;

  OutcomeProcessor(Outcomes outcomes, Duration retention, MatchingMetrics metrics, Clock clock) {
    this.outcomes = outcomes;
    this.retention = retention;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    first = FirstSeen.of(context, STORE, retention);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long start = System.nanoTime();
    Incoming incoming = StreamRecords.received(context, record, clock);
    Outcome outcome = outcomes.of(incoming);
    boolean isFirst = first.remember(outcome.identity(), context.currentSystemTimeMs());
    if (isFirst) {
      Outgoing outgoing = outcome.record();
      context.forward(
          new Record<>(
              outgoing.key(),
              outgoing.value(),
              record.timestamp(),
              TraceContext.next(record.headers())),
          outgoing.topic());
    }
    metrics.decided(
        incoming.topic(),
        outcome,
        isFirst,
        Duration.of(System.nanoTime() - start, ChronoUnit.NANOS));
  }
}
