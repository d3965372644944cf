package org.crossview.stage.message;

import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A record that a stage sends.
 *
 * @param topic where it goes
 * @param key may be null
 * @param value null removes the key from a compacted topic
 */
public record Outgoing(String topic, byte[] key, byte[] value) {
  public Outgoing {
    Objects.requireNonNull(topic, "topic");
  }

  /** A message with a key of UTF-8 text, such as the vehicle id. */
  public static Outgoing of(String topic, String key, MessageLite message) {
    return new Outgoing(topic, key.getBytes(StandardCharsets.UTF_8), message.toByteArray());
  }
}
