package org.crossview.halting.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.crossview.core.halting.DistanceKind;
import org.crossview.stage.settings.SettingChecks;

/** The settings of ase-halting; in the environment {@code CROSSVIEW_HALTING_...}. */
@ConfigMapping(prefix = "crossview.halting")
public interface HaltingSettings {
  /** Which distances Algorithm 1 compares: {@code l2} as in the paper, or {@code squared-l2}. */
  @WithDefault("l2")
  DistanceKind distance();

  /**
   * How long a panorama waits for the answers of all shards, 1 second to 1 hour. After that it is
   * rejected as expired; a panorama's own deadline can only shorten it. It should outlast the
   * restart of a gallery-search.
   */
  @WithDefault("5m")
  Duration joinTimeout();

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the setting, its value and what is allowed
   */
  default void validate() {
    SettingChecks.range(
        "crossview.halting.join-timeout",
        joinTimeout(),
        Duration.ofSeconds(1),
        Duration.ofHours(1));
  }
}
