package org.crossview.stage.streams;

import static org.apache.kafka.streams.KafkaStreams.State.ERROR;
import static org.apache.kafka.streams.KafkaStreams.State.PENDING_ERROR;
import static org.apache.kafka.streams.KafkaStreams.State.REBALANCING;
import static org.apache.kafka.streams.KafkaStreams.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.Test;

class StreamsHealthTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Readiness readiness = new Readiness();
  private final Liveness liveness = new Liveness();
  private final StreamsHealth health =
      new StreamsHealth(readiness, liveness, new StageMetrics(registry, "test"), Duration.ZERO);

  @Test
  void itIsReadyOnlyWhileItRuns() {
    assertThat(readiness.isReady()).isFalse();
    health.onChange(RUNNING, REBALANCING);
    assertThat(readiness.isReady()).isTrue();
    health.onChange(REBALANCING, RUNNING);
    assertThat(readiness.isReady()).isFalse();
    assertThat(liveness.failure()).as("waiting is no failure").isEmpty();
  }

  @Test
  void aThreadThatFailsIsReplacedAndCounted() {
    assertThat(health.handle(new StreamsException("fenced")))
        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    assertThat(registry.get("crossview.retries").tag("cause", "streams").counter().count())
        .isEqualTo(1);
    assertThat(liveness.failure()).isEmpty();
  }

  @Test
  void whyAThreadFailedIsSaidUntilItRunsAgain() {
    health.onChange(RUNNING, REBALANCING);
    health.handle(
        new StreamsException("Existing internal topic x has invalid partitions\nand so on"));
    assertThat(condition()).contains("topic x has invalid partitions").doesNotContain("and so on");
    health.onChange(REBALANCING, RUNNING);
    assertThat(condition())
        .contains("waiting for partitions")
        .contains("topic x has invalid partitions");
    health.onChange(RUNNING, REBALANCING);
    assertThat(readiness.isReady()).isTrue();
    health.onChange(REBALANCING, RUNNING);
    assertThat(condition()).doesNotContain("invalid partitions");
  }

  @Test
  void theInnermostCauseIsSaidToo() {
    health.handle(
        new StreamsException(
            "Error encountered sending record to topic geotags due to:\nand so on",
            new IllegalStateException(
                "outer", new SecurityException("no right to geotags\nat all"))));
    assertThat(condition())
        .contains("topic geotags due to: java.lang.SecurityException: no right to geotags")
        .doesNotContain("and so on")
        .doesNotContain("at all");
  }

  private String condition() {
    return readiness.conditions().get(StreamsHealth.STREAMS);
  }

  @Test
  void aStateThatItDoesNotLeaveAsksForARestart() {
    health.onChange(PENDING_ERROR, RUNNING);
    health.onChange(ERROR, PENDING_ERROR);
    assertThat(readiness.isReady()).isFalse();
    assertThat(liveness.failure()).isPresent();
  }

  @Test
  void aThreadOutOfMemoryAsksForARestart() {
    health.handle(new OutOfMemoryError("planted"));
    assertThat(liveness.failure()).isPresent();
  }
}
