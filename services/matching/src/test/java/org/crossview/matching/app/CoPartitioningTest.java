package org.crossview.matching.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoPartitioningTest {
  private final Readiness readiness = new Readiness();
  private final Liveness liveness = new Liveness();

  /** Never started: pausing it is a note that its threads would read. */
  private final KafkaStreams streams = streams();

  @AfterEach
  void close() {
    streams.close();
  }

  @Test
  void whateverTheClientThrowsIsSaidAndTheNextComparisonFollows() throws InterruptedException {
    CountDownLatch questions = new CountDownLatch(2);
    try (CoPartitioning guard = guard(new IllegalStateException("planted"), questions)) {
      guard.guard(streams);
      assertThat(questions.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(readiness.conditions().get(CoPartitioning.CO_PARTITIONING)).contains("planted");
    }
    assertThat(liveness.failure()).isEmpty();
  }

  @Test
  void anErrorThatEndsTheComparisonHoldsTheStreamsAndAsksForARestart() {
    try (CoPartitioning guard = guard(new LinkageError("planted"), new CountDownLatch(1))) {
      guard.check(streams);
    }
    assertThat(streams.isPaused()).isTrue();
    assertThat(readiness.conditions().get(CoPartitioning.CO_PARTITIONING)).contains("planted");
    assertThat(liveness.failure()).hasValueSatisfying(why -> assertThat(why).contains("planted"));
  }

  private CoPartitioning guard(Throwable failure, CountDownLatch questions) {
    Admin admin =
        (Admin)
            Proxy.newProxyInstance(
                Admin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  questions.countDown();
                  throw failure;
                });
    return new CoPartitioning(admin, readiness, liveness);
  }

  private static KafkaStreams streams() {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "co-partitioning-test",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"));
    return new KafkaStreams(
        new Topology().addSource("halted", Topics.PANORAMAS_HALTED), properties);
  }
}
