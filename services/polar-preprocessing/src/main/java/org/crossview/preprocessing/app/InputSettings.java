package org.crossview.preprocessing.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.crossview.preprocessing.topology.PreprocessingInputs;

/** The settings under {@code crossview.preprocessing}. */
@ConfigMapping(prefix = "crossview.preprocessing")
public interface InputSettings {
  /**
   * What is taken in: both, panoramas or tiles. The application id of Kafka Streams goes by it, see
   * {@code application.properties}.
   */
  @WithDefault("both")
  PreprocessingInputs inputs();
}
