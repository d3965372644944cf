package org.crossview.stage.streams;

import com.google.protobuf.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.Rejections;
import org.crossview.stage.message.TraceContext;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.processing.Attempts;

/**
 * The shell around the function of a Kafka Streams stage: decodes a record, calls the function,
 * sends what it gives, or the rejection. Every record has one result, and none of them stops the
 * stream. Records go to the sink whose name is their topic.
 */
final class RecordProcessor<M extends Message>
    implements Processor<byte[], byte[], byte[], byte[]> {
  private static final int ATTEMPTS = 3;

  private final MessageType<M> type;
  private final RecordFunction<M> function;
  private final StageMetrics metrics;
  private final Clock clock;
  private final Rejections rejections;
  private final Attempts attempts;
  private ProcessorContext<byte[], byte[]> context;

  RecordProcessor(
      MessageType<M> type, RecordFunction<M> function, StageMetrics metrics, Clock clock) {
    this.type = type;
    this.function = function;
    this.metrics = metrics;
    this.clock = clock;
    this.rejections = new Rejections(metrics.stage(), clock);
    // Streams' own trouble (a store, a fenced task): its machinery has to see it.
    this.attempts = new Attempts(ATTEMPTS, KafkaException.class::isInstance, metrics);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    function.init(
        context, outgoing -> forward(outgoing, context.currentSystemTimeMs(), new RecordHeaders()));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long start = System.nanoTime();
    Incoming incoming = StreamRecords.received(context, record, clock);
    metrics.received(incoming.topic(), 1);
    switch (result(incoming)) {
      case ItemResult.Forward forward ->
          forward
              .records()
              .forEach(
                  outgoing ->
                      forward(outgoing, record.timestamp(), TraceContext.next(record.headers())));
      case ItemResult.Reject reject -> {
        metrics.rejected(reject.reason());
        forward(
            rejections.fitting(type, incoming, reject),
            record.timestamp(),
            TraceContext.next(record.headers()));
      }
    }
    metrics.record(incoming.topic(), Duration.of(System.nanoTime() - start, ChronoUnit.NANOS));
  }

  private ItemResult result(Incoming record) {
    try {
      Item<M> item = new Item<>(record, type.decode(record));
      return attempts.result(record, () -> function.process(item));
    } catch (UnusableInputException e) {
      return ItemResult.reject(e);
    }
  }

  private void forward(Outgoing outgoing, long timestampMs, Headers headers) {
    context.forward(
        new Record<>(outgoing.key(), outgoing.value(), timestampMs, headers), outgoing.topic());
    metrics.sent(outgoing.topic(), 1);
  }
}
