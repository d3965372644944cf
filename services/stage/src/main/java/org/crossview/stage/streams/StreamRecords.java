package org.crossview.stage.streams;

import java.time.Clock;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.StageTimings;

/** Records as a processor of Kafka Streams gets them. */
public final class StreamRecords {
  private StreamRecords() {}

  /**
   * The record that is being processed, received now.
   *
   * @throws IllegalStateException outside {@code process}, where no record was read
   */
  public static Incoming received(
      ProcessingContext context, Record<byte[], byte[]> record, Clock clock) {
    RecordMetadata metadata =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("A record without topic and offset"));
    return new Incoming(
        metadata.topic(),
        metadata.partition(),
        metadata.offset(),
        record.key(),
        record.value(),
        record.headers(),
        StageTimings.nowUs(clock));
  }
}
