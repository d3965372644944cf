package org.crossview.gallerywriter.fill;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets something costly rest for a multiple of what it took, so that it takes a fixed share of the
 * time at most, however large a gallery becomes. Not thread-safe.
 */
final class Pace {
  private static final int REST = 20;
  private static final Duration LEAST_REST = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private long end;
  private long rest;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    end = nanoTime.getAsLong();
  }

  /** Whether it has rested: at first, and 20 times what the last one took, at least a second. */
  boolean isDue() {
    return nanoTime.getAsLong() - end >= rest;
  }

  /** Does it, whatever comes of it, and notes how long that took. */
  <T> T take(Supplier<T> costly) {
    long start = nanoTime.getAsLong();
    try {
      return costly.get();
    } finally {
      end = nanoTime.getAsLong();
      rest = Math.max(LEAST_REST.toNanos(), REST * (end - start));
    }
  }
}
