package org.crossview.sirnet.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;

/** Short runs of a tiny network with InfoNCE. */
final class NormalizedRuns {
  static final SirNetSettings TINY = TestNetworks.tiny("dropout=0", "inputScale=0.015625");
  static final int BATCH = 16;

  private NormalizedRuns() {}

  static TrainingSettings settings(
      int steps, boolean startFromIdentity, boolean normalized, Precision precision) {
    return new TrainingSettings(
        steps,
        BATCH,
        new LearningRate(LearningRate.Kind.COSINE, 3e-3, 5, 0.01, 0),
        new LossSettings(LossSettings.Kind.INFO_NCE, 5, 0, 0),
        1,
        Configuration.load("full").training().augmentation(),
        1,
        1,
        0,
        0,
        2,
        1,
        true,
        startFromIdentity,
        normalized,
        false,
        precision);
  }

  /**
   * Trains on synthetic pairs.
   *
   * @return the loss of every step
   */
  static List<Double> train(TrainingSettings settings, int pairs, Path run) throws IOException {
    return train(settings, pairs, run, null);
  }

  /**
   * Trains on synthetic pairs.
   *
   * @param startFrom another run or a model; null for random weights
   * @return the loss of every step
   */
  static List<Double> train(TrainingSettings settings, int pairs, Path run, Path startFrom)
      throws IOException {
    List<Double> losses = new ArrayList<>();
    new Trainer(TINY, settings)
        .train(
            new SyntheticPairs(TINY, pairs, 1),
            null,
            run,
            startFrom,
            new TrainingListener() {
              @Override
              public void onStep(Progress progress) {
                losses.add(progress.loss());
              }
            });
    return losses;
  }

  /** The mean loss of the last five steps. */
  static double last(List<Double> losses) {
    return losses.subList(losses.size() - 5, losses.size()).stream()
        .mapToDouble(loss -> loss)
        .average()
        .orElseThrow();
  }
}
