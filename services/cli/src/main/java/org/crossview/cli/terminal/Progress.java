package org.crossview.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on a terminal; where the output is a file or a pipe, a plain line every few seconds. Safe
 * for several threads.
 */
public final class Progress implements AutoCloseable {
  private static final Duration LINE_EVERY = Duration.ofSeconds(5);
  private static final Duration NOTED_LINE_EVERY = Duration.ofSeconds(10);

  /** To the first column, and clears what a bar has drawn there. */
  private static final String CLEAR_LINE = "\r\033[K";

  private final String task;
  private final long total;
  private final PrintStream out;
  private final ProgressBar bar;
  private final long lineEveryNanos;
  private final long start = System.nanoTime();
  private final long before;
  private long done;
  private long lastLine;
  private String note = "";

  private Progress(
      String task,
      String unit,
      long total,
      long done,
      boolean noted,
      PrintStream out,
      boolean terminal) {
    this.task = task;
    this.total = total;
    this.before = done;
    this.done = done;
    this.out = out;
    this.lastLine = start;
    this.lineEveryNanos = (noted ? NOTED_LINE_EVERY : LINE_EVERY).toNanos();
    if (terminal) {
      ProgressBarBuilder builder =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .startsFrom(done, Duration.ZERO)
              .setUnit(" " + unit, 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(250);
      // A note says how fast it goes in its own unit, and has how long it takes beside it.
      bar = (noted ? builder.hideEta() : builder.showSpeed()).build();
    } else {
      bar = null;
    }
  }

  /**
   * Shows a task on the standard error stream.
   *
   * @param unit what is counted, such as {@code tiles}
   * @param total how many there are
   */
  public static Progress start(String task, String unit, long total) {
    return startFrom(task, unit, total, 0);
  }

  /**
   * Shows a task of which some is done already.
   *
   * @param done what an earlier run has done of it; the speed leaves it out
   */
  public static Progress startFrom(String task, String unit, long total, long done) {
    return new Progress(task, unit, total, done, false, System.err, isTerminal());
  }

  /**
   * Shows a long task that says more than a count; see {@link #stepTo(long, String)}. Without a
   * terminal it prints a line every 10 s.
   *
   * @param done what an earlier run has done of it
   */
  public static Progress startNoted(String task, String unit, long total, long done) {
    return startNoted(task, unit, total, done, System.err, isTerminal());
  }

  static Progress startNoted(
      String task, String unit, long total, long done, PrintStream out, boolean terminal) {
    return new Progress(task, unit, total, done, true, out, terminal);
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
    step(1);
  }

  /** Counts so many more. */
  public synchronized void step(int count) {
    stepTo(done + count);
  }

  /**
   * Sets how many are done, and what to say beside it.
   *
   * @param words such as {@code loss 0.41}; short, since a terminal has 80 columns
   */
  public synchronized void stepTo(long count, String words) {
    note = words;
    if (bar != null) {
      bar.setExtraMessage(" " + words);
    }
    stepTo(count);
  }

  /** Sets how many are done. */
  public synchronized void stepTo(long count) {
    done = count;
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    long now = System.nanoTime();
    if (now - lastLine >= lineEveryNanos) {
      lastLine = now;
      line(now);
    }
  }

  /** Prints a line that stays; a bar goes on below it. */
  public synchronized void say(String line) {
    out.println(bar == null ? line : CLEAR_LINE + line);
    if (bar != null) {
      bar.refresh();
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
        Locale.ROOT,
        "%s: %d of %d (%d %%), %.0f s, %s%n",
        task,
        done,
        total,
        total == 0 ? 100 : 100 * done / total,
        seconds,
        note.isEmpty() ? speed(seconds) : note);
  }

  private String speed(double seconds) {
    double each = seconds > 0 ? (done - before) / seconds : 0;
    return String.format(Locale.ROOT, "%.1f per second", each);
  }
}
