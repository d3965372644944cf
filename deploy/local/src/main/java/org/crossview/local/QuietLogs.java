package org.crossview.local;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the broker's hundreds of INFO lines out of the output of whoever starts it. Effective where
 * SLF4J ends in java.util.logging or the JBoss log manager; other back ends have their own
 * settings.
 */
final class QuietLogs {
  /** Held here, because java.util.logging forgets a level with the last reference to its logger. */
  private static final List<Logger> HELD = new ArrayList<>();

  private static final List<String> NAMES =
      List.of(
          "kafka",
          "state.change.logger",
          "org.apache.kafka.controller",
          "org.apache.kafka.coordinator",
          "org.apache.kafka.image",
          "org.apache.kafka.metadata",
          "org.apache.kafka.raft",
          "org.apache.kafka.server",
          "org.apache.kafka.storage",
          "org.apache.kafka.common.config",
          "org.apache.kafka.common.metrics",
          "org.apache.kafka.common.utils",
          "com.yammer.metrics");

  private QuietLogs() {}

  static synchronized void apply() {
    if (HELD.isEmpty()) {
      for (String name : NAMES) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(Level.WARNING);
        HELD.add(logger);
      }
    }
  }
}
