package org.crossview.stage.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.crossview.stage.Samples.incoming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Attempts attempts =
      new Attempts(
          3, UnsupportedOperationException.class::isInstance, new StageMetrics(registry, "test"));
  private final Incoming record = incoming("panoramas.prepared", 7, new byte[0]);

  /** Held, so that it is the one that the class under test logs to. */
  private final Logger logger = Logger.getLogger(Attempts.class.getName());

  private final Log log = new Log();
  private int calls;

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(log);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(log);
    logger.setUseParentHandlers(true);
  }

  @Test
  void whatSucceedsAtOnceIsNeitherLoggedNorCounted() {
    assertThat(attempts.result(record, ItemResult::done)).isEqualTo(ItemResult.done());
    assertThat(log.entries).isEmpty();
    assertThat(retries()).isZero();
  }

  @Test
  void whatSucceedsAtTheSecondAttemptCountsOneRetry() {
    assertThat(attempts.result(record, failingBefore(2, new IllegalStateException("planted"))))
        .isEqualTo(ItemResult.done());
    assertThat(calls).isEqualTo(2);
    assertThat(retries()).isEqualTo(1);
  }

  @Test
  void whatFailsEveryTimeIsRejectedAfterTheLastAttemptWithItsCause() {
    assertThat(attempts.result(record, failing(new IllegalStateException("planted"))))
        .isEqualTo(
            ItemResult.reject(
                RejectionReason.INTERNAL_ERROR,
                "Failed 3 times, last with java.lang.IllegalStateException: planted"));
    assertThat(calls).isEqualTo(3);
    assertThat(retries()).isEqualTo(2);
  }

  @Test
  void everyFailureIsLoggedWithTheRecordsOrigin() {
    RuntimeException failure = new IllegalStateException("planted");
    var _ = attempts.result(record, failing(failure));
    assertThat(log.entries)
        .extracting(LogRecord::getMessage)
        .containsExactly(
            "panoramas.prepared/2@7 failed, attempt 1 of 3",
            "panoramas.prepared/2@7 failed, attempt 2 of 3",
            "panoramas.prepared/2@7 failed, attempt 3 of 3");
    assertThat(log.entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.getLevel()).isEqualTo(Level.SEVERE);
              assertThat(entry.getThrown()).isSameAs(failure);
            });
  }

  @Test
  void whatIsNobodysFaultIsThrownOnAtOnceAndWithoutAWord() {
    RuntimeException failure = new UnsupportedOperationException("planted");
    assertThatThrownBy(() -> attempts.result(record, failing(failure))).isSameAs(failure);
    assertTriedOnce();
  }

  @Test
  void aCheckedExceptionIsThrownOnAtOnceAndWithoutAWord() {
    IOException failure = new IOException("planted");
    assertThatThrownBy(
            () ->
                attempts.result(
                    record,
                    () -> {
                      calls++;
                      throw failure;
                    }))
        .isSameAs(failure);
    assertTriedOnce();
  }

  @Test
  void errorsThatABugOfTheFunctionMakesAreTriedAgain() {
    for (Error error :
        List.of(new StackOverflowError(), new LinkageError(), new AssertionError())) {
      calls = 0;
      assertThat(attempts.result(record, failingBefore(2, error))).isEqualTo(ItemResult.done());
      assertThat(calls).as("calls with %s", error).isEqualTo(2);
    }
  }

  @Test
  void tooLittleMemoryIsNoBugOfTheFunctionAndIsThrownOn() {
    Error error = new OutOfMemoryError("planted");
    assertThatThrownBy(() -> attempts.result(record, failing(error))).isSameAs(error);
    assertTriedOnce();
  }

  private void assertTriedOnce() {
    assertThat(calls).isEqualTo(1);
    assertThat(log.entries).isEmpty();
    assertThat(retries()).isZero();
  }

  private Attempts.Work<RuntimeException> failing(Throwable failure) {
    return failingBefore(Integer.MAX_VALUE, failure);
  }

  /** Throws an unchecked failure until it is called for the given time. */
  private Attempts.Work<RuntimeException> failingBefore(int call, Throwable failure) {
    return () -> {
      calls++;
      if (calls >= call) {
        return ItemResult.done();
      }
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }

  private double retries() {
    Counter counter = registry.find("crossview.retries").tag("cause", "processing").counter();
    return counter == null ? 0 : counter.count();
  }

  /** Keeps what is logged. */
  private static final class Log extends Handler {
    private final List<LogRecord> entries = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      entries.add(entry);
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
