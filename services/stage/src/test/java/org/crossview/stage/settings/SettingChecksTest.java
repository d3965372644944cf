package org.crossview.stage.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingChecksTest {
  @ParameterizedTest
  @CsvSource({
    "PT-0.001S, -1ms",
    "PT1M30S, 90s",
    "PT25H, 25h",
    "P2D, 2d",
    "PT0.0000001S, PT0.0000001S",
    "PT24H0.25S, 86400250ms"
  })
  void aTimeOutOfRangeIsNamedInTheWordsThatSetIt(Duration value, String said) {
    Duration min = value.isNegative() ? Duration.ZERO : Duration.ofDays(5);
    assertThatThrownBy(() -> SettingChecks.range("a.key", value, min, Duration.ofDays(30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a.key is %s; it needs a time from %s to 30d"
                .formatted(said, min.isZero() ? "0s" : "5d"));
  }

  @Test
  void aNumberOutOfRangeIsNamedWithWhatIsAllowed() {
    assertThatThrownBy(() -> SettingChecks.range("a.key", 11, 1, 10))
        .hasMessage("a.key is 11; it needs a whole number from 1 to 10");
  }

  @Test
  void whatIsInRangeIsGivenBackItsEndsIncluded() {
    assertThat(SettingChecks.range("a.key", 10, 1, 10)).isEqualTo(10);
    assertThat(SettingChecks.range("a.key", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
        .isZero();
  }
}
