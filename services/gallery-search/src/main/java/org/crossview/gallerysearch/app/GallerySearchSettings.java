package org.crossview.gallerysearch.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.crossview.stage.settings.SettingChecks;

/** The settings of gallery-search; in the environment {@code CROSSVIEW_SEARCH_...}. */
@ConfigMapping(prefix = "crossview.search")
public interface GallerySearchSettings {
  /** Candidates per step and shard, 2 to 1000: Algorithm 1 compares the two nearest. */
  @WithDefault("10")
  int topK();

  /** Most panoramas that are searched together, 1 to 1024. */
  @WithDefault("64")
  int batchSize();

  /** How long a panorama waits for others, 0 to 1 s. */
  @WithDefault("PT0.005S")
  Duration linger();

  /** Between two looks at the gallery's manifest, 50 ms to 1 min. */
  @WithDefault("PT1S")
  Duration pollInterval();

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the setting, its value and what is allowed
   */
  default void validate() {
    SettingChecks.range("crossview.search.top-k", topK(), 2, 1000);
    SettingChecks.range("crossview.search.batch-size", batchSize(), 1, 1024);
    SettingChecks.range("crossview.search.linger", linger(), Duration.ZERO, Duration.ofSeconds(1));
    SettingChecks.range(
        "crossview.search.poll-interval",
        pollInterval(),
        Duration.ofMillis(50),
        Duration.ofMinutes(1));
  }
}
