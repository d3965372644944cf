package org.crossview.cli.train;

import java.util.Map;

/** Options that were given, as settings of a configuration. */
final class GivenSettings {
  private GivenSettings() {}

  /** Notes a value, or nothing where the option was not given. */
  static void put(Map<String, String> settings, String key, Object value) {
    if (value != null) {
      settings.put(key, value.toString());
    }
  }
}
