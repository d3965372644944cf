package org.crossview.stage.processing;

import java.util.function.Predicate;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.metrics.StageMetrics;

/**
 * Tries a record again whose processing fails, and rejects it as {@code internal-error} after the
 * last attempt: a bug that one record meets must not stop the stage.
 */
public final class Attempts {
  private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

  private final int limit;
  private final Predicate<Throwable> nobodysFault;
  private final StageMetrics metrics;

  /**
   * @param limit how often a record is tried, at least once
   * @param nobodysFault holds for failures that trying again does not mend and that say nothing of
   *     the record: they are thrown on at once
   * @param metrics where each further attempt is counted
   */
  public Attempts(int limit, Predicate<Throwable> nobodysFault, StageMetrics metrics) {
    this.limit = limit;
    this.nobodysFault = nobodysFault;
    this.metrics = metrics;
  }

  /**
   * What is tried: the stage's function with one record.
   *
   * @param <E> what it throws besides bugs
   */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    ItemResult result() throws E;
  }

  /**
   * The result of the first attempt that does not fail, or the rejection after the last. A stack
   * that overflows, a class that is missing and an assertion that does not hold are bugs like any
   * exception; with other errors, such as too little memory, no further attempt is safe, and they
   * are thrown on.
   *
   * @param record the one that is tried, for messages to people
   * @throws E as the work threw it, at once
   */
  public <E extends Exception> ItemResult result(Incoming record, Work<E> work) throws E {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.result();
      } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
        if (nobodysFault.test(e)) {
          throw e;
        }
        LOG.log(
            System.Logger.Level.ERROR,
            "%s failed, attempt %d of %d".formatted(record.origin(), attempt, limit),
            e);
        if (attempt >= limit) {
          return ItemResult.reject(
              RejectionReason.INTERNAL_ERROR, "Failed %d times, last with %s".formatted(limit, e));
        }
        metrics.retry("processing");
      }
    }
  }
}
