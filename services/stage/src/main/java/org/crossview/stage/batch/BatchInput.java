package org.crossview.stage.batch;

import com.google.protobuf.Message;
import java.util.Objects;
import org.crossview.stage.message.MessageType;

/**
 * An input topic of a batch stage and what is done with it.
 *
 * @param type what the topic carries
 * @param function processes batches of it
 * @param removals whether records without a value are passed on as items without a message; they
 *     are rejected as unreadable otherwise
 */
public record BatchInput<M extends Message>(
    MessageType<M> type, BatchFunction<M> function, boolean removals) {
  public BatchInput {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(function, "function");
  }

  /** An input without removals. */
  public BatchInput(MessageType<M> type, BatchFunction<M> function) {
    this(type, function, false);
  }
}
