package org.crossview.gallerywriter.deadletters;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.Origin;
import org.crossview.stage.Topics;
import org.crossview.stage.message.DeadLetters;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.TraceContext;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.state.FirstSeen;
import org.crossview.stage.state.Identity;
import org.crossview.stage.streams.StreamRecords;

/** The shell around {@link TileDeadLetters}: decode, ask whether it is the first, forward. */
final class DeadLetterProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** Name of the store that remembers which records have their dead letter. */
  static final String STORE = "dead-lettered";

  private final Duration retention;
  private final StageMetrics metrics;
  private final Clock clock;
  private ProcessorContext<byte[], byte[]> context;
  private FirstSeen seen;

  DeadLetterProcessor(Duration retention, StageMetrics metrics, Clock clock) {
    this.retention = retention;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    seen = FirstSeen.of(context, STORE, retention);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Incoming rejection = StreamRecords.received(context, record, clock);
    DeadLetter letter = TileDeadLetters.of(rejection);
    Origin origin = DeadLetters.origin(letter.getOrigin(), rejection);
    if (seen.remember(Identity.of(origin), context.currentSystemTimeMs())) {
      context.forward(
          new Record<>(
              record.key(),
              letter.toByteArray(),
              record.timestamp(),
              TraceContext.next(record.headers())));
      metrics.sent(Topics.DEAD_LETTERS, 1);
    }
  }
}
