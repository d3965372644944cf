package org.crossview.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Ports of 127.0.0.1 that nobody listens on.
 *
 * <p>They are drawn at random below the usual ephemeral range (32768 and up), so that neither an
 * outgoing connection nor another JVM that asks at the same moment is likely to take one before its
 * owner binds it.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 1_000;
  private static final SplittableRandom RANDOM = new SplittableRandom(System.nanoTime());

  private FreePorts() {}

  /**
   * One free port.
   *
   * @throws IllegalStateException if none is found
   */
  public static int next() {
    return take(1)[0];
  }

  /**
   * Several distinct free ports.
   *
   * @param count how many, at least 1
   * @throws IllegalStateException if there are not that many
   */
  public static int[] take(int count) {
    int[] ports = new int[count];
    int found = 0;
    for (int i = 0; i < TRIES + count && found < count; i++) {
      int port = draw();
      int seen = found;
      if (Arrays.stream(ports, 0, seen).noneMatch(p -> p == port) && isFree(port)) {
        ports[found++] = port;
      }
    }
    if (found < count) {
      throw new IllegalStateException(
          "only " + found + " of " + count + " ports free between " + FIRST + " and " + LAST);
    }
    return ports;
  }

  /** True where 127.0.0.1:port can be bound now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int draw() {
    synchronized (RANDOM) {
      return RANDOM.nextInt(FIRST, LAST);
    }
  }
}
