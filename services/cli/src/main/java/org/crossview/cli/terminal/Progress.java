package org.crossview.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on a terminal; where the output is a file or a pipe, a plain line every few seconds. Safe
 * for several threads.
 */
public final class Progress implements AutoCloseable {
  private static final long LINE_EVERY_NS = 5_000_000_000L;

  private final String task;
  private final long total;
  private final PrintStream out;
  private final ProgressBar bar;
  private final long start = System.nanoTime();
  private long done;
  private long lastLine;

  private Progress(String task, String unit, long total, PrintStream out, boolean terminal) {
    this.task = task;
    this.total = total;
    this.out = out;
    this.lastLine = start;
    this.bar =
        terminal
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .showSpeed()
                .build()
            : null;
  }

  /**
   * Shows a task on the standard error stream.
   *
   * @param unit what is counted, such as {@code tiles}
   * @param total how many there are
   */
  public static Progress start(String task, String unit, long total) {
    return new Progress(task, unit, total, System.err, isTerminal());
  }

  /** True where a person watches: both input and output are a terminal. */
  // A JDK whose console is the plain one still answers null where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Counts one more. */
  public void step() {
    stepTo(-1);
  }

  /** Sets how many are done; a negative number counts one more. */
  public synchronized void stepTo(long count) {
    done = count < 0 ? done + 1 : count;
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    long now = System.nanoTime();
    if (now - lastLine >= LINE_EVERY_NS) {
      lastLine = now;
      line(now);
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    } else {
      line(System.nanoTime());
    }
  }

  private void line(long now) {
    double seconds = (now - start) / 1e9;
    out.printf(
        "%s: %d of %d (%d %%), %.0f s, %.1f per second%n",
        task,
        done,
        total,
        total == 0 ? 100 : 100 * done / total,
        seconds,
        seconds > 0 ? done / seconds : 0);
  }
}
