package org.crossview.local;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs the broker as a process of its own until it is told to stop (Ctrl-C or SIGTERM). */
public final class LocalKafkaMain {
  private static final String USAGE =
      """
      usage: LocalKafkaMain [FOLDER PORT CONTROLLER_PORT]
        Without arguments: free ports and a temporary folder. The first line printed is
        bootstrap.servers=127.0.0.1:PORT, as soon as clients may connect.""";

  private LocalKafkaMain() {}

  /** Starts the broker and waits. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 0 && arguments.length != 3) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      LocalKafka kafka =
          arguments.length == 0
              ? LocalKafka.start()
              : LocalKafka.start(Path.of(arguments[0]), port(arguments[1]), port(arguments[2]));
      System.out.println("bootstrap.servers=" + kafka.bootstrapServers());
    } catch (IllegalStateException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw new IllegalArgumentException("not a port (1 .. 65535): " + text);
  }
}
