package org.crossview.stage.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Shows {@link Liveness} at /q/health/live. */
@org.eclipse.microprofile.health.Liveness
@Singleton
public class StageLivenessCheck implements HealthCheck {
  private final Liveness liveness;

  @Inject
  public StageLivenessCheck(Liveness liveness) {
    this.liveness = liveness;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("stage").status(liveness.failure().isEmpty());
    liveness.failure().ifPresent(reason -> response.withData("failure", reason));
    return response.build();
  }
}
