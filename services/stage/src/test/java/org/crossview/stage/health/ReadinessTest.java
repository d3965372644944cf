package org.crossview.stage.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final Readiness readiness = new Readiness();

  @Test
  void whereNothingIsKnownNothingIsReady() {
    assertThat(readiness.isReady()).isFalse();
  }

  @Test
  void readyMeansThatAllConditionsHold() {
    readiness.up("broker");
    readiness.down("model", "is loading");
    assertThat(readiness.isReady()).isFalse();
    assertThat(readiness.conditions())
        .containsEntry("broker", "ok")
        .containsEntry("model", "is loading");
    readiness.up("model");
    assertThat(readiness.isReady()).isTrue();
    readiness.down("broker", "does not answer");
    assertThat(readiness.isReady()).isFalse();
  }

  @Test
  void aConditionCannotBeDownWithoutAReason() {
    assertThatThrownBy(() -> readiness.down("broker", " ")).hasMessageContaining("broker");
  }

  @Test
  void theHealthEndpointShowsTheReasons() {
    readiness.down("redis", "connection refused");
    var response = new StageReadinessCheck(readiness).call();
    assertThat(response.getStatus().name()).isEqualTo("DOWN");
    assertThat(response.getData().orElseThrow()).containsEntry("redis", "connection refused");
  }

  @Test
  void theFirstReasonForTheEndStays() {
    Liveness liveness = new Liveness();
    assertThat(new StageLivenessCheck(liveness).call().getStatus().name()).isEqualTo("UP");
    liveness.fail("first", null);
    liveness.fail("second", null);
    assertThat(liveness.failure()).contains("first");
    assertThat(new StageLivenessCheck(liveness).call().getData().orElseThrow())
        .containsEntry("failure", "first");
  }
}
