package org.crossview.stage.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Shows the conditions of {@link Readiness} at /q/health/ready. */
@org.eclipse.microprofile.health.Readiness
@Singleton
public class StageReadinessCheck implements HealthCheck {
  private final Readiness readiness;

  @Inject
  public StageReadinessCheck(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("stage").status(readiness.isReady());
    readiness.conditions().forEach(response::withData);
    return response.build();
  }
}
