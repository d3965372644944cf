package org.crossview.stage.streams;

import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;

/**
 * What a Kafka Streams stage does with one record.
 *
 * @param <M> the Protobuf message of the input topic
 */
@FunctionalInterface
public interface RecordFunction<M> {
  /**
   * Called once before the first record, for state stores and schedules.
   *
   * @param context of the processor; forward nothing through it
   * @param sender sends a record from a schedule, where there is no item to give a result for
   */
  default void init(ProcessorContext<byte[], byte[]> context, Consumer<Outgoing> sender) {}

  /**
   * Processes an item.
   *
   * @throws UnusableInputException the item is rejected with its reason
   * @throws RuntimeException a bug; tried again, then rejected as {@code internal-error}
   */
  ItemResult process(Item<M> item) throws UnusableInputException;
}
