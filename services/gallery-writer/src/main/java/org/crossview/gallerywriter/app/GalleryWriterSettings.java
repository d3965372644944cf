package org.crossview.gallerywriter.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.crossview.stage.settings.SettingChecks;

/** The settings of gallery-writer; in the environment {@code CROSSVIEW_WRITER_...}. */
@ConfigMapping(prefix = "crossview.writer")
public interface GalleryWriterSettings {
  /** Most tiles that are written together, 1 to 1000. */
  @WithDefault("200")
  int batchSize();

  /** How long a tile waits for others, 0 to 10 s. */
  @WithDefault("PT0.05S")
  Duration linger();

  /**
   * Between two looks at what Redis holds, 50 ms to 1 min. Its entries are counted less often where
   * that takes long: see ADR 51.
   */
  @WithDefault("PT1S")
  Duration checkInterval();

  /**
   * Ids of imports that nobody will complete, separated by commas: they are taken for whole with
   * the tiles they have. Without this, one that was broken off keeps the gallery from its next
   * epoch.
   */
  Optional<List<String>> abandonedImports();

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the setting, its value and what is allowed
   */
  default void validate() {
    SettingChecks.range("crossview.writer.batch-size", batchSize(), 1, 1000);
    SettingChecks.range("crossview.writer.linger", linger(), Duration.ZERO, Duration.ofSeconds(10));
    SettingChecks.range(
        "crossview.writer.check-interval",
        checkInterval(),
        Duration.ofMillis(50),
        Duration.ofMinutes(1));
  }
}
