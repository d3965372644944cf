package org.crossview.halting.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.crossview.core.halting.DistanceKind;
import org.junit.jupiter.api.Test;

class HaltingSettingsTest {
  @Test
  void theDefaultsAreThePapersDistanceAndFiveMinutes() {
    HaltingSettings settings = settings(Map.of());
    settings.validate();
    assertThat(settings.distance()).isEqualTo(DistanceKind.L2);
    assertThat(settings.joinTimeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void distancesAreNamedAsInTheDocumentation() {
    assertThat(settings(Map.of("crossview.halting.distance", "squared-l2")).distance())
        .isEqualTo(DistanceKind.SQUARED_L2);
    assertThatThrownBy(() -> settings(Map.of("crossview.halting.distance", "cosine")))
        .hasMessageContaining("cosine");
  }

  @Test
  void aTimeoutOutOfRangeIsNamedWithWhatIsAllowed() {
    assertThatThrownBy(() -> settings(Map.of("crossview.halting.join-timeout", "2h")).validate())
        .hasMessageContaining("crossview.halting.join-timeout is 2h")
        .hasMessageContaining("from 1s to 1h");
  }

  private static HaltingSettings settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(HaltingSettings.class)
        .withDefaultValues(values)
        .withConverter(Duration.class, 200, new DurationConverter())
        .build()
        .getConfigMapping(HaltingSettings.class);
  }
}
