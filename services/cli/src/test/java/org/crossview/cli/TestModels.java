package org.crossview.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.SirNetSettings;

/** Small exported networks with random weights: real models in all but their accuracy. */
public final class TestModels {
  private TestModels() {}

  /** Exports a network of a few thousand weights. */
  public static ModelDescription untrained(Path folder) {
    return untrained(folder, 1);
  }

  /** Exports a network of a few thousand weights, drawn from a seed. */
  public static ModelDescription untrained(Path folder, long seed) {
    SirNetSettings network =
        SirNetSettings.builder().widthMultiplier(1 / 32.0).inputSize(64, 128).build();
    try {
      return ModelExport.exportUntrained(network, seed, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
