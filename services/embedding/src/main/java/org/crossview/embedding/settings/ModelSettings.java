package org.crossview.embedding.settings;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The settings under {@code crossview.model}, the same in every service that needs the model. */
@ConfigMapping(prefix = "crossview.model")
public interface ModelSettings {
  /** Directory of an exported model: saved_model.pb, variables/, model.properties. */
  Path dir();
}
