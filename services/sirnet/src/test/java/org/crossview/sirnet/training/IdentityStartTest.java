package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityStartTest {
  private static final SirNetSettings TINY =
      SirNetSettings.builder()
          .inputSize(64, 64)
          .widthMultiplier(1.0 / 16)
          .dropout(0)
          .inputScale(1.0 / 64)
          .build();
  private static final int STEPS = 20;
  private static final int BATCH = 16;

  @TempDir Path directory;

  @Test
  void everyStepBeginsWithNearlyTheDescriptorOfTheFirst() {
    try (var graph = new TrainingGraph(TINY, settings(false, true))) {
      graph.initialize(1);
      byte[] image = new byte[TINY.imageBytes(View.AERIAL)];
      new SyntheticPairs(TINY, 1, 3).read(0, new byte[image.length], image);
      double random = leastCosine(graph.describe(View.AERIAL, image, 1));

      graph.startFromIdentity();

      assertThat(leastCosine(graph.describe(View.AERIAL, image, 1)))
          .isGreaterThan(0.95)
          .isGreaterThan(random + 0.1);
    }
  }

  @Test
  void theLossOnOneBatchFallsSoonerThanFromRandomBlocks() throws Exception {
    assertThat(lastLoss(true)).isLessThan(0.5 * lastLoss(false));
  }

  /** Between the first step's descriptor and those of the others. */
  private static double leastCosine(float[] descriptors) {
    int length = TINY.descriptorLength();
    double least = 1;
    for (int t = 1; t < TINY.steps(); t++) {
      double cosine = 0;
      for (int i = 0; i < length; i++) {
        cosine += descriptors[i] * descriptors[t * length + i];
      }
      least = Math.min(least, cosine);
    }
    return least;
  }

  private double lastLoss(boolean identity) throws Exception {
    List<Double> losses = new ArrayList<>();
    new Trainer(TINY, settings(true, identity))
        .train(
            new SyntheticPairs(TINY, BATCH, 1),
            null,
            directory.resolve("run-" + identity),
            null,
            new TrainingListener() {
              @Override
              public void onStep(Progress progress) {
                losses.add(progress.loss());
              }
            });
    return losses.subList(STEPS - 5, STEPS).stream().mapToDouble(x -> x).average().orElseThrow();
  }

  private static TrainingSettings settings(boolean normalised, boolean identity) {
    return new TrainingSettings(
        STEPS,
        BATCH,
        LearningRate.cosine(3e-3, 5),
        new LossSettings(LossSettings.Kind.INFO_NCE, 5, 0, 0),
        1,
        AugmentationSettings.NONE,
        1,
        1,
        0,
        0,
        2,
        1,
        true,
        identity,
        normalised,
        false,
        Precision.FLOAT32);
  }
}
