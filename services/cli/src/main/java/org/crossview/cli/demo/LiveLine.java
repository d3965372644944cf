package org.crossview.cli.demo;

import java.io.PrintStream;
import org.crossview.cli.terminal.Progress;

/** One line that is written over on a terminal, and repeated every few seconds elsewhere. */
final class LiveLine {
  private static final long TERMINAL_NS = 500_000_000L;
  private static final long PIPE_NS = 5_000_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private long last;
  private boolean open;

  LiveLine(PrintStream out) {
    this.out = out;
    this.terminal = Progress.isTerminal();
    this.last = System.nanoTime() - PIPE_NS;
  }

  /** Shows a text if the last one has stood for long enough. */
  void show(String text) {
    long now = System.nanoTime();
    if (now - last < (terminal ? TERMINAL_NS : PIPE_NS)) {
      return;
    }
    last = now;
    if (terminal) {
      out.print("\r\033[K" + text);
      out.flush();
      open = true;
    } else {
      out.println(text);
    }
  }

  /** Leaves the line as it is and goes to the next one. */
  void end() {
    if (open) {
      out.println();
      open = false;
    }
    last = System.nanoTime() - PIPE_NS;
  }
}
