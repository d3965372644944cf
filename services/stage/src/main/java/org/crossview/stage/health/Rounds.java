package org.crossview.stage.health;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again, on a thread of its own. An executor ends a task that throws and
 * says nothing; here the process is then beyond help, and says so.
 */
public final class Rounds implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Liveness liveness;
  private final ScheduledExecutorService executor;

  /**
   * @param name of the thread
   */
  public Rounds(String name, Liveness liveness) {
    this.name = name;
    this.liveness = liveness;
    executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
  }

  /**
   * Begins at once.
   *
   * @param pause between the end of a round and the next one
   * @param round handles what it can; whatever it throws is the end
   */
  public void start(Duration pause, Runnable round) {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> doOrFail(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void doOrFail(Runnable round) {
    try {
      round.run();
    } catch (Throwable e) {
      liveness.fail("The thread " + name + " ended: " + e, e);
      executor.shutdown();
    }
  }

  /** Interrupts the round under way and waits up to 10 s for its end. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "{0} did not end in {1}", name, STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
