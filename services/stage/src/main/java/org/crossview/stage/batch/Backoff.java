package org.crossview.stage.batch;

import java.time.Duration;

/** Pauses that double from the first to the longest. Not thread-safe. */
final class Backoff {
  private final BatchSettings settings;
  private Duration next;

  Backoff(BatchSettings settings) {
    this.settings = settings;
    reset();
  }

  void reset() {
    next = settings.backoff();
  }

  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(settings.maxBackoff()) < 0 ? doubled : settings.maxBackoff();
    return pause;
  }
}
