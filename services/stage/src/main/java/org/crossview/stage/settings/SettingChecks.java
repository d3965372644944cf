package org.crossview.stage.settings;

import java.time.Duration;

/** Checks of settings at start-up; the errors name the key, the value and what is allowed. */
public final class SettingChecks {
  private SettingChecks() {}

  /**
   * Checks a whole number.
   *
   * @param key of the setting, as an operator writes it
   * @return the value
   * @throws IllegalArgumentException if it is outside {@code min..max}
   */
  public static int range(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s is %d; it needs a whole number from %d to %d".formatted(key, value, min, max));
    }
    return value;
  }

  /**
   * Checks a duration.
   *
   * @param key of the setting, as an operator writes it
   * @return the value
   * @throws IllegalArgumentException if it is outside {@code min..max}
   */
  public static Duration range(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s is %s ms; it needs a time from %s to %s ms"
              .formatted(key, value.toMillis(), min.toMillis(), max.toMillis()));
    }
    return value;
  }
}
