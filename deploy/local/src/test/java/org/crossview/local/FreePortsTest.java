package org.crossview.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void portsAreDistinctAndCanBeBound() {
    int[] ports = FreePorts.take(20);
    assertThat(Arrays.stream(ports).distinct()).hasSize(20);
    assertThat(Arrays.stream(ports).boxed()).allMatch(FreePorts::isFree);
  }

  @Test
  void aPortThatSomebodyListensOnIsNotFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
    }
  }
}
