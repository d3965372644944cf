package org.crossview.stage.settings;

import java.time.Duration;
import java.util.List;

/** Checks of settings at start-up; the errors name the key, the value and what is allowed. */
public final class SettingChecks {
  private record Unit(String name, Duration length) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)),
          new Unit("ms", Duration.ofMillis(1)));

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
          "%s is %s; it needs a time from %s to %s"
              .formatted(key, asSet(value), asSet(min), asSet(max)));
    }
    return value;
  }

  /** A duration as an operator sets it, such as {@code 500ms} or {@code 24h}. */
  private static String asSet(Duration value) {
    if (value.isZero()) {
      return "0s";
    }
    for (Unit unit : UNITS) {
      if (value.equals(unit.length().multipliedBy(value.dividedBy(unit.length())))) {
        return value.dividedBy(unit.length()) + unit.name();
      }
    }
    return value.toString();
  }
}
