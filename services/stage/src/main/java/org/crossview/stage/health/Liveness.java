package org.crossview.stage.health;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the process can still do its work at all. Once it cannot, only a restart helps, and the
 * orchestrator is told so. A dependency that is down is no such case. Thread-safe.
 */
@Singleton
public class Liveness {
  private static final System.Logger LOG = System.getLogger(Liveness.class.getName());

  private final AtomicReference<String> failure = new AtomicReference<>();

  /** Says that the process is beyond help; the first reason stays. */
  public void fail(String reason, Throwable cause) {
    if (failure.compareAndSet(null, reason)) {
      LOG.log(System.Logger.Level.ERROR, reason, cause);
    }
  }

  /** Why the process is beyond help; empty while it is well. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }
}
