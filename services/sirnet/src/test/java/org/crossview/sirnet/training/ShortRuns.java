package org.crossview.sirnet.training;

import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;

/** Short runs of a tiny network with the paper's loss. */
final class ShortRuns {
  static final SirNetSettings TINY = TestNetworks.tiny("dropout=0");

  /** The paper's loss, and no augmentation. */
  static final TrainingSettings PAPER = Configuration.load("full").training();

  private ShortRuns() {}

  static TrainingSettings settings(
      int steps, int checkpointEvery, AugmentationSettings augmentation) {
    return settings(steps, checkpointEvery, augmentation, false);
  }

  static TrainingSettings settings(
      int steps, int checkpointEvery, AugmentationSettings augmentation, boolean startFromData) {
    return new TrainingSettings(
        steps,
        16,
        new LearningRate(LearningRate.Kind.COSINE, 1e-3, 10, 0.01, 0),
        PAPER.loss(),
        1,
        augmentation,
        1,
        1,
        0,
        checkpointEvery,
        2,
        1,
        startFromData,
        false,
        false,
        false,
        Precision.FLOAT32);
  }

  /** The loss of every step. */
  static final class Losses implements TrainingListener {
    final List<Double> losses = new ArrayList<>();

    @Override
    public void onStep(Progress progress) {
      losses.add(progress.loss());
    }

    double mean(int from, int to) {
      return losses.subList(from, to).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElseThrow();
    }
  }
}
