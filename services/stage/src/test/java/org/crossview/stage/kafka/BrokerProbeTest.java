package org.crossview.stage.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.junit.jupiter.api.Test;

class BrokerProbeTest {
  private final Readiness readiness = new Readiness();
  private final Liveness liveness = new Liveness();

  @Test
  void whateverTheClientThrowsIsSaidAndTheNextQuestionIsAsked() {
    try (BrokerProbe probe = probe(new IllegalStateException("planted"))) {
      probe.probe();
      assertThat(readiness.conditions().get(BrokerProbe.BROKER))
          .contains("127.0.0.1:1 does not answer")
          .contains("planted");
      assertThat(liveness.failure()).isEmpty();
    }
  }

  @Test
  void anErrorThatEndsTheProbeAsksForARestart() throws InterruptedException {
    try (BrokerProbe _ = probe(new OutOfMemoryError("planted")).start()) {
      for (int i = 0; i < 1_000 && liveness.failure().isEmpty(); i++) {
        Thread.sleep(10);
      }
    }
    assertThat(liveness.failure()).hasValueSatisfying(why -> assertThat(why).contains("planted"));
  }

  private BrokerProbe probe(Throwable failure) {
    Admin admin =
        (Admin)
            Proxy.newProxyInstance(
                Admin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  throw failure;
                });
    return new BrokerProbe(
        admin, KafkaConnection.unsecured("127.0.0.1:1"), Set.of("geotags"), readiness, liveness);
  }
}
