package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.sirnet.training.NormalizedRuns.BATCH;
import static org.crossview.sirnet.training.NormalizedRuns.TINY;

import java.nio.file.Path;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityStartTest {
  private static final int STEPS = 20;

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
    Path run = directory.resolve("run-" + identity);
    return NormalizedRuns.last(NormalizedRuns.train(settings(true, identity), BATCH, run));
  }

  private static TrainingSettings settings(boolean normalised, boolean identity) {
    return NormalizedRuns.settings(STEPS, identity, normalised, Precision.FLOAT32);
  }
}
