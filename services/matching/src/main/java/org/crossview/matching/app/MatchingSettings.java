package org.crossview.matching.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.crossview.stage.settings.SettingChecks;

/** The settings of matching; in the environment {@code CROSSVIEW_MATCHING_...}. */
@ConfigMapping(prefix = "crossview.matching")
public interface MatchingSettings {
  /**
   * How long the first outcome of a panorama is remembered, 1 minute to 30 days. A record that is
   * delivered again later than that counts as new.
   */
  @WithDefault("24h")
  Duration retention();

  /**
   * Whether dead letters keep original bytes that may hold an image. Panoramas show faces and
   * number plates; without them a dead letter cannot be sent again.
   */
  @WithDefault("true")
  boolean keepImages();

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the setting, its value and what is allowed
   */
  default void validate() {
    SettingChecks.range(
        "crossview.matching.retention", retention(), Duration.ofMinutes(1), Duration.ofDays(30));
  }
}
