package org.crossview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that never outlives this JVM: it is stopped by {@link #close()}, at the JVM's exit,
 * and, where the JVM is killed outright, by a watchdog.
 */
final class ChildProcess implements AutoCloseable {
  /** How long a process may take to end by itself before it is killed. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private static final int TAIL_BYTES = 4_000;

  private final String name;
  private final Process process;
  private final Process watchdog;
  private final Path log;

  private ChildProcess(String name, Process process, Process watchdog, Path log) {
    this.name = name;
    this.process = process;
    this.watchdog = watchdog;
    this.log = log;
  }

  /**
   * Starts a process; its output and errors are appended to the log file.
   *
   * @param environment added to this JVM's own
   * @throws UncheckedIOException if the command cannot be started
   */
  static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path folder, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      // Nothing is ever typed into it.
      process.getOutputStream().close();
      ChildProcess child = new ChildProcess(name, process, watchdog(process.pid()), log);
      StopAtExit.add(child);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + " (" + command.get(0) + ")", e);
    }
  }

  /**
   * Waits on a pipe that only this JVM holds open. When the JVM is gone, however it went, the read
   * ends and the process is told to stop, then killed. Ctrl-C reaches the whole process group and
   * must not end the watchdog first.
   */
  private static Process watchdog(long pid) throws IOException {
    String script =
        "trap '' INT HUP TERM; read _; kill \"$1\" 2>/dev/null || exit 0; "
            + "n=0; while [ $n -lt 50 ] && kill -0 \"$1\" 2>/dev/null; do sleep 0.2; n=$((n+1)); done; "
            + "kill -9 \"$1\" 2>/dev/null";
    return new ProcessBuilder("/bin/sh", "-c", script, "watchdog", Long.toString(pid))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit value of a process that has ended. */
  int exitValue() {
    return process.exitValue();
  }

  /** The end of the log, for error messages. */
  String logTail() {
    try {
      byte[] all = Files.readAllBytes(log);
      int from = Math.max(0, all.length - TAIL_BYTES);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  Path log() {
    return log;
  }

  void askToStop() {
    process.destroy();
  }

  /** Ends the process as a power cut would. Returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(GRACE);
    release();
  }

  @Override
  public void close() {
    process.destroy();
    if (!awaitEnd(GRACE)) {
      process.destroyForcibly();
      awaitEnd(GRACE);
    }
    release();
  }

  private void release() {
    // First the watchdog: the process id may be given to somebody else from now on.
    watchdog.destroyForcibly();
    StopAtExit.remove(this);
  }

  private boolean awaitEnd(Duration limit) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        try {
          return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          // Stopping must not be skipped: finish, then pass the interruption on.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
