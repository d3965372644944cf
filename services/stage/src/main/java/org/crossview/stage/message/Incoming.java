package org.crossview.stage.message;

import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record as a stage received it, whatever client read it.
 *
 * @param topic where it was read
 * @param partition of the topic
 * @param offset in the partition
 * @param key may be null
 * @param value null for a removal in a compacted topic
 * @param headers never null
 * @param receivedAtUs microseconds since the Unix epoch, when this stage got hold of it
 */
public record Incoming(
    String topic,
    int partition,
    long offset,
    byte[] key,
    byte[] value,
    Headers headers,
    long receivedAtUs) {
  public Incoming {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(headers, "headers");
  }

  /** The record that a consumer of byte arrays returned. */
  public static Incoming of(ConsumerRecord<byte[], byte[]> record, long receivedAtUs) {
    return new Incoming(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        record.value(),
        record.headers(),
        receivedAtUs);
  }

  /** Where it was read, for messages to people. */
  public String origin() {
    return topic + "/" + partition + "@" + offset;
  }
}
