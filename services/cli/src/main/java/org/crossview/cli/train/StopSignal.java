package org.crossview.cli.train;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that opened it on Ctrl-C, or when a time is up, and keeps the JVM until
 * that thread has saved what it did.
 */
public final class StopSignal implements AutoCloseable {
  private static final Duration SAVING_LIMIT = Duration.ofMinutes(2);

  private final Thread worker = Thread.currentThread();
  private final PrintStream log = System.err;
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread onExit = new Thread(this::interruptAndWait, "save-at-exit");
  private final Thread clock;
  private volatile boolean exiting;

  private StopSignal(Duration limit) {
    this.clock =
        Thread.ofPlatform()
            .daemon()
            .name("training-clock")
            .unstarted(
                () -> {
                  try {
                    Thread.sleep(limit);
                    log.println("the time is up");
                    worker.interrupt();
                  } catch (InterruptedException e) {
                    // The work ended by itself.
                  }
                });
  }

  /**
   * Watches over what this thread does from now on.
   *
   * @param limit null for none
   */
  public static StopSignal open(Duration limit) {
    StopSignal signal = new StopSignal(limit);
    Runtime.getRuntime().addShutdownHook(signal.onExit);
    if (limit != null) {
      signal.clock.start();
    }
    return signal;
  }

  /**
   * Ends the watch over the clock; Ctrl-C still waits until all is saved.
   *
   * @return whether the thread was interrupted; it no longer is
   */
  public boolean stopClock() {
    clock.interrupt();
    return Thread.interrupted();
  }

  /** Whether the JVM is about to end, and only what must be saved should still be done. */
  public boolean isExiting() {
    return exiting;
  }

  private void interruptAndWait() {
    if (saved.getCount() == 0) {
      return;
    }
    exiting = true;
    log.println("stopping: saving the checkpoint first");
    worker.interrupt();
    try {
      if (!saved.await(SAVING_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        log.println("the checkpoint was not saved in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.interrupt();
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook has just been told that all is saved.
    }
  }
}
