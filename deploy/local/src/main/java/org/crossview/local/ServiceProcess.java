package org.crossview.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One packaged service ({@code quarkus-app/quarkus-run.jar}) as a process of its own, with its
 * health on a free port of 127.0.0.1. It never outlives this JVM.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final int POLL_MS = 100;

  /** Of a question that is asked again and again. */
  private static final int POLL_TIMEOUT_MS = 2_000;

  /** Of one whose answer is wanted. */
  private static final int ANSWER_TIMEOUT_MS = 10_000;

  private final Settings settings;
  private final int httpPort;
  private ChildProcess process;

  private ServiceProcess(Settings settings, int httpPort) {
    this.settings = settings;
    this.httpPort = httpPort;
  }

  /**
   * What to start.
   *
   * @param name the service's name, for messages and the log file
   * @param jar the packaged {@code quarkus-run.jar}
   * @param jvmFlags flags of its JVM, such as {@code -Xmx256m}
   * @param environment settings in environment form, such as {@code KAFKA_BOOTSTRAP_SERVERS}
   * @param logFolder where {@code <name>.log} is written
   */
  public record Settings(
      String name,
      Path jar,
      List<String> jvmFlags,
      Map<String, String> environment,
      Path logFolder) {
    /** Copies the collections. */
    public Settings {
      jvmFlags = List.copyOf(jvmFlags);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Starts a service and returns at once; {@link #awaitReady} waits for it.
   *
   * @throws IllegalStateException if the artifact is missing or Java cannot be started
   */
  public static ServiceProcess start(Settings settings) {
    if (!Files.isRegularFile(settings.jar())) {
      throw new IllegalStateException(
          settings.name() + " is not built: " + settings.jar() + " is missing; run ./mvnw package");
    }
    ServiceProcess service = new ServiceProcess(settings, FreePorts.next());
    service.startAgain();
    return service;
  }

  /** The service's name. */
  public String name() {
    return settings.name();
  }

  /** The port of health and metrics on 127.0.0.1. */
  public int httpPort() {
    return httpPort;
  }

  /** The file that holds the service's output. */
  public Path log() {
    return settings.logFolder().resolve(settings.name() + ".log");
  }

  /** The process id of the running process. */
  public synchronized long pid() {
    return running().pid();
  }

  /** True while the process lives, ready or not. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The end of the log file, for messages. */
  public synchronized String logTail() {
    return running().logTail();
  }

  /** True where {@code /q/health/ready} answers 200. */
  public boolean isReady() {
    return get("/q/health/ready", POLL_TIMEOUT_MS).isOk();
  }

  /** What {@code /q/health/ready} answers, in one line; {@code starting} before it does. */
  public String readiness() {
    return get("/q/health/ready", ANSWER_TIMEOUT_MS).inOneLine();
  }

  /** What {@code /q/metrics} answers: the text format of Prometheus; empty before it does. */
  public String metrics() {
    return get("/q/metrics", ANSWER_TIMEOUT_MS).body();
  }

  /** True where {@code /q/health/live} answers 200. */
  public boolean isLive() {
    return get("/q/health/live", ANSWER_TIMEOUT_MS).isOk();
  }

  /**
   * Waits until the service is ready.
   *
   * @param progress is told, about once a second, what the service still waits for
   * @throws IllegalStateException with the end of the log, if the service ends or is not ready in
   *     time
   */
  public void awaitReady(Duration limit, Consumer<String> progress) throws InterruptedException {
    long start = System.nanoTime();
    long nextReport = start;
    while (true) {
      Answer answer = get("/q/health/ready", POLL_TIMEOUT_MS);
      if (answer.isOk()) {
        return;
      }
      if (!isAlive()) {
        throw new IllegalStateException(
            "%s ended with exit code %d; the end of %s:%n%s"
                .formatted(name(), running().exitValue(), log(), logTail()));
      }
      long now = System.nanoTime();
      if (now - start > limit.toNanos()) {
        throw new IllegalStateException(
            "%s is not ready after %d s (%s); the end of %s:%n%s"
                .formatted(name(), limit.toSeconds(), answer.inOneLine(), log(), logTail()));
      }
      if (now >= nextReport) {
        progress.accept(answer.inOneLine());
        nextReport = now + Duration.ofSeconds(1).toNanos();
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Ends the process as a power cut would (SIGKILL). */
  public synchronized void kill() {
    running().kill();
    process = null;
  }

  /** Starts a stopped or killed service again with the same settings and port. */
  public synchronized void startAgain() {
    if (isAlive()) {
      return;
    }
    try {
      Files.createDirectories(settings.logFolder());
    } catch (IOException e) {
      throw new IllegalStateException("cannot create " + settings.logFolder(), e);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(settings.jvmFlags());
    command.add("-jar");
    command.add(settings.jar().toAbsolutePath().toString());
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(httpPort));
    process = ChildProcess.start(name(), command, environment, settings.logFolder(), log());
  }

  /**
   * Asks the process to stop without waiting, so that several can end side by side before they are
   * closed.
   */
  public synchronized void askToStop() {
    if (process != null) {
      process.askToStop();
    }
  }

  /** Stops the process (SIGTERM, after 8 s SIGKILL) and waits for its end. */
  @Override
  public synchronized void close() {
    if (process != null) {
      process.close();
      process = null;
    }
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException(name() + " is not running");
    }
    return process;
  }

  /** An answer over HTTP, or status 0 where there is none. */
  private record Answer(int status, String body) {
    boolean isOk() {
      return status == 200;
    }

    String inOneLine() {
      return status == 0
          ? "starting"
          : "HTTP " + status + " " + body.replaceAll("\\s+", " ").strip();
    }
  }

  private Answer get(String path, int timeoutMs) {
    HttpURLConnection connection = null;
    try {
      URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
      connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(timeoutMs);
      connection.setReadTimeout(timeoutMs);
      int status = connection.getResponseCode();
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(status, text);
      }
    } catch (IOException e) {
      return new Answer(0, "");
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }
}
