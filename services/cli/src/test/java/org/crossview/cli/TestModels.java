package org.crossview.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.SirNetSettings;

/** Small exported networks with random weights: real models in all but their accuracy. */
public final class TestModels {
  /** The paper's network for inputs of 64 x 128 and with few channels. */
  public static final SirNetSettings NETWORK =
      Configuration.load("full")
          .with(
              Map.of(
                  "network.widthMultiplier", "0.03125",
                  "network.groundHeight", "64",
                  "network.groundWidth", "128"),
              "a test")
          .network();

  private TestModels() {}

  /** Exports a network of a few thousand weights. */
  public static ModelDescription untrained(Path folder) {
    return untrained(folder, 1);
  }

  /** Exports a network of a few thousand weights, drawn from a seed. */
  public static ModelDescription untrained(Path folder, long seed) {
    try {
      return ModelExport.exportUntrained(NETWORK, seed, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
