package org.crossview.stage.batch;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;

/**
 * What a stage does with a batch.
 *
 * @param <M> the Protobuf message of the input topic
 */
@FunctionalInterface
public interface BatchFunction<M> {
  /**
   * Processes a batch. It may be called again with the same items: after a failure one by one, and
   * after a restart; so whatever it writes elsewhere has to be idempotent.
   *
   * @param items at least 1, decoded and checked, in the order of their partitions
   * @return one result per item, in the same order
   * @throws DependencyUnavailableException if nothing can be processed at the moment
   * @throws RuntimeException a bug; the items are tried one by one, and those that fail again are
   *     rejected as {@code internal-error}
   */
  List<ItemResult> process(List<Item<M>> items) throws DependencyUnavailableException;

  /**
   * Hears of the records that cannot be read and are rejected without {@link #process}, after it
   * has had the others of their batch. For a function that notes elsewhere how far it has come.
   *
   * @param unreadable at least 1, in the order of their partitions
   * @throws DependencyUnavailableException if that cannot be noted at the moment; then all of the
   *     batch comes again
   */
  default void skipped(List<Incoming> unreadable) throws DependencyUnavailableException {}

  /**
   * Says where its topic has to be read again from, because what it wrote elsewhere is gone. It is
   * asked between two batches and while it waits for a dependency. Records that were read from
   * there on are forgotten, also those of the batch that it could not process; nothing that was not
   * yet processed is passed over.
   *
   * @return offsets by partition that it has not named before; mostly none
   */
  default Map<TopicPartition, Long> rewinds() {
    return Map.of();
  }
}
