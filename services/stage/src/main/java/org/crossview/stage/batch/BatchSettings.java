package org.crossview.stage.batch;

import java.time.Duration;

/**
 * How a batch loop gathers and retries.
 *
 * @param maxSize most records in a batch, at least 1
 * @param linger how long the first record of a batch waits for others; zero takes what is there
 * @param attempts how often a record that fails by itself is tried before it is rejected as {@code
 *     internal-error}, at least 1
 * @param backoff first pause while something is unavailable; doubles up to {@code maxBackoff}
 * @param maxBackoff longest pause
 */
public record BatchSettings(
    int maxSize, Duration linger, int attempts, Duration backoff, Duration maxBackoff) {
  public BatchSettings {
    if (maxSize < 1) {
      throw new IllegalArgumentException("A batch holds at least 1 record, got " + maxSize);
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("A batch cannot linger for " + linger);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("A record is tried at least once, got " + attempts);
    }
    if (backoff.isNegative() || backoff.isZero() || maxBackoff.compareTo(backoff) < 0) {
      throw new IllegalArgumentException(
          "Pauses need 0 < backoff <= maxBackoff, got %s and %s".formatted(backoff, maxBackoff));
    }
  }

  /** Three attempts, pauses from 100 ms to 5 s. */
  public BatchSettings(int maxSize, Duration linger) {
    this(maxSize, linger, 3, Duration.ofMillis(100), Duration.ofSeconds(5));
  }
}
