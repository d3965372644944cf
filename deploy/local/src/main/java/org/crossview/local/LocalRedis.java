package org.crossview.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server as a child process, on a free port of 127.0.0.1, without persistence. It can
 * be stopped and started again, empty, on the same port.
 */
public final class LocalRedis implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final int PORT_TRIES = 5;

  private final TemporaryFolder folder;
  private final int port;
  private final Path binary;
  private ChildProcess process;

  private LocalRedis(TemporaryFolder folder, int port, Path binary) {
    this.folder = folder;
    this.port = port;
    this.binary = binary;
  }

  /**
   * Starts redis-server.
   *
   * @throws IllegalStateException if there is no binary for this machine, or it does not answer in
   *     time
   */
  public static LocalRedis start() {
    TemporaryFolder folder = TemporaryFolder.create("crossview-redis-");
    try {
      Path binary =
          ExecutableProvider.newJarResourceProvider(folder.path().toFile()).get().toPath();
      RuntimeException last = null;
      for (int i = 0; i < PORT_TRIES; i++) {
        LocalRedis redis = new LocalRedis(folder, FreePorts.next(), binary);
        try {
          redis.startAgain();
          StopAtExit.add(redis);
          return redis;
        } catch (IllegalStateException e) {
          last = e;
        }
      }
      folder.close();
      throw last;
    } catch (IOException e) {
      folder.close();
      throw new IllegalStateException(
          "no redis-server binary for %s %s in embedded-redis"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }

  /** Where clients connect: {@code redis://127.0.0.1:port}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** The same as {@link #url()} in parts. */
  public URI uri() {
    return URI.create(url());
  }

  /** Takes redis-server away, with all it held. */
  public synchronized void stop() {
    if (process != null) {
      process.close();
      process = null;
    }
  }

  /** Starts redis-server again, empty, on the same port. Does nothing where it runs. */
  public synchronized void startAgain() {
    if (process != null) {
      return;
    }
    ChildProcess starting =
        ChildProcess.start(
            "redis-server",
            List.of(
                binary.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no"),
            Map.of(),
            folder.path(),
            folder.path().resolve("redis.log"));
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!answersPing()) {
      if (!starting.isAlive() || System.nanoTime() > deadline) {
        starting.kill();
        throw new IllegalStateException(
            "redis-server does not answer on 127.0.0.1:" + port + ":\n" + starting.logTail());
      }
      pause(starting);
    }
    process = starting;
  }

  @Override
  public void close() {
    stop();
    StopAtExit.remove(this);
    folder.close();
  }

  private boolean answersPing() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      OutputStream out = socket.getOutputStream();
      out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause(ChildProcess starting) {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      starting.kill();
      throw new IllegalStateException("interrupted while redis-server started", e);
    }
  }
}
