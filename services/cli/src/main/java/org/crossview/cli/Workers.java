package org.crossview.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work on several threads; the first failure ends all of them. */
public final class Workers {
  private Workers() {}

  /** Work that may be interrupted. */
  public interface Work {
    /** Takes pieces of the common work until there are none left. */
    void run() throws InterruptedException;
  }

  /** A part of a row of things. */
  @FunctionalInterface
  public interface Part {
    /** Does what is to be done for the indices from {@code from} to before {@code to}. */
    void take(int from, int to) throws InterruptedException;
  }

  /**
   * Shares out a row of things: whoever is free takes the next part.
   *
   * @param count of the things
   * @param atOnce things of a part; the last one may be smaller
   * @throws InterruptedException if this thread is interrupted; parts that were begun are finished
   */
  public static void share(int threads, int count, int atOnce, Part part)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    run(
        threads,
        () -> {
          for (int from = next.getAndAdd(atOnce); from < count; from = next.getAndAdd(atOnce)) {
            part.take(from, Math.min(count, from + atOnce));
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
          }
        });
  }

  /**
   * Runs the work on so many threads and waits for all of them.
   *
   * @throws InterruptedException if this thread is interrupted; the workers are then too
   */
  public static void run(int threads, Work work) throws InterruptedException {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("worker-", 0).factory());
    try {
      ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(executor);
      Callable<Void> task =
          () -> {
            work.run();
            return null;
          };
      for (int i = 0; i < threads; i++) {
        running.submit(task);
      }
      for (int i = 0; i < threads; i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }
}
