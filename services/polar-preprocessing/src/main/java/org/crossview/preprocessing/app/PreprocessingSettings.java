package org.crossview.preprocessing.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.crossview.imaging.ImageLimits;

/** How large an image may be; in the environment {@code CROSSVIEW_IMAGE_...}. */
@ConfigMapping(prefix = "crossview.image")
public interface PreprocessingSettings {
  /** Bytes of an encoded image, at least 1. Beyond 8 MiB Kafka's own limits come first. */
  @WithDefault("8388608")
  long maxBytes();

  /** Rows and columns of an image, pixels, at least 1. */
  @WithDefault("16384")
  int maxSidePixels();

  /** Rows times columns of an image, pixels, at least 1; each takes 3 bytes when decoded. */
  @WithDefault("40000000")
  long maxPixels();

  /**
   * The limits.
   *
   * @throws IllegalArgumentException if one of them is below 1
   */
  default ImageLimits limits() {
    return new ImageLimits(maxBytes(), maxSidePixels(), maxPixels());
  }
}
