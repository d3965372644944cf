package org.crossview.matching.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchingSettingsTest {
  @Test
  void theDefaultsRememberForADayAndKeepImages() {
    MatchingSettings settings = settings(Map.of());
    settings.validate();
    assertThat(settings.retention()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.keepImages()).isTrue();
  }

  @Test
  void aRetentionOutOfRangeIsNamedWithWhatIsAllowed() {
    assertThatThrownBy(() -> settings(Map.of("crossview.matching.retention", "5s")).validate())
        .hasMessageContaining("crossview.matching.retention is 5s")
        .hasMessageContaining("from 1m to 30d");
    assertThatThrownBy(() -> settings(Map.of("crossview.matching.retention", "31d")).validate())
        .hasMessageContaining("30d");
  }

  private static MatchingSettings settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(MatchingSettings.class)
        .withDefaultValues(values)
        .withConverter(Duration.class, 200, new DurationConverter())
        .build()
        .getConfigMapping(MatchingSettings.class);
  }
}
