package org.crossview.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Stops what was started when the JVM ends (Ctrl-C, SIGTERM, System.exit): child processes are all
 * asked to stop at once, then everything is closed, the last started first.
 *
 * <p>One hook for all of them, because the JVM runs its hooks in no order, and a broker that
 * vanishes before the services makes each of them wait for it.
 */
final class StopAtExit {
  private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(StopAtExit::stopAll, "stop-at-exit"));
  }

  private StopAtExit() {}

  static void add(AutoCloseable started) {
    synchronized (STARTED) {
      STARTED.push(started);
    }
  }

  static void remove(AutoCloseable stopped) {
    synchronized (STARTED) {
      STARTED.remove(stopped);
    }
  }

  private static void stopAll() {
    List<AutoCloseable> left;
    synchronized (STARTED) {
      left = new ArrayList<>(STARTED);
    }
    for (AutoCloseable closeable : left) {
      if (closeable instanceof ChildProcess child) {
        child.askToStop();
      }
    }
    for (AutoCloseable closeable : left) {
      try {
        closeable.close();
      } catch (Exception e) {
        System.err.println("while stopping: " + e);
      }
    }
  }
}
