package org.crossview.stage.batch;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.processing.Attempts;

/**
 * Gives every record of a batch its own result, whatever the stage's function does: a record that
 * cannot be read is rejected before it, and if the function fails as a whole, the items are tried
 * one by one, so that only the guilty one is rejected.
 */
final class BatchProcessing<M extends Message> {
  private static final System.Logger LOG = System.getLogger(BatchProcessing.class.getName());

  private final BatchInput<M> input;
  private final Attempts attempts;
  private final StageMetrics metrics;

  BatchProcessing(BatchInput<M> input, int attempts, StageMetrics metrics) {
    this.input = input;
    // A dependency that is down is nobody's fault either, and passes as a checked exception.
    this.attempts = new Attempts(attempts, _ -> false, metrics);
    this.metrics = metrics;
  }

  BatchInput<M> input() {
    return input;
  }

  /** Gives one result per record, in the same order. */
  List<ItemResult> process(List<Incoming> records) throws DependencyUnavailableException {
    ItemResult[] results = new ItemResult[records.size()];
    List<Item<M>> items = new ArrayList<>();
    List<Incoming> unreadable = new ArrayList<>();
    int[] places = new int[records.size()];
    for (int i = 0; i < results.length; i++) {
      Incoming record = records.get(i);
      try {
        places[items.size()] = i;
        items.add(decode(record));
      } catch (UnusableInputException e) {
        results[i] = ItemResult.reject(e);
        unreadable.add(record);
      }
    }
    List<ItemResult> processed = items.isEmpty() ? List.of() : processAll(items);
    for (int i = 0; i < processed.size(); i++) {
      results[places[i]] = processed.get(i);
    }
    if (!unreadable.isEmpty()) {
      input.function().skipped(unreadable);
    }
    return Arrays.asList(results);
  }

  private Item<M> decode(Incoming record) throws UnusableInputException {
    if (record.value() == null && input.removals()) {
      return new Item<>(record, null);
    }
    return new Item<>(record, input.type().decode(record));
  }

  private List<ItemResult> processAll(List<Item<M>> items) throws DependencyUnavailableException {
    if (items.size() > 1) {
      try {
        return call(items);
      } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "A batch of " + items.size() + " failed as a whole; trying its items one by one",
            e);
        metrics.retry("processing");
      }
    }
    List<ItemResult> results = new ArrayList<>(items.size());
    for (Item<M> item : items) {
      results.add(processOne(item));
    }
    return results;
  }

  private ItemResult processOne(Item<M> item) throws DependencyUnavailableException {
    return attempts.result(item.record(), () -> call(List.of(item)).getFirst());
  }

  private List<ItemResult> call(List<Item<M>> items) throws DependencyUnavailableException {
    List<ItemResult> results = input.function().process(items);
    if (results.size() != items.size() || results.stream().anyMatch(Objects::isNull)) {
      throw new IllegalStateException(
          "The function for %s gave %d results for %d items; it owes one for each"
              .formatted(input.type().topic(), results.size(), items.size()));
    }
    return results;
  }
}
