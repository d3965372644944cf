package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.crossview.sirnet.training.NormalizedRuns.BATCH;
import static org.crossview.sirnet.training.NormalizedRuns.TINY;

import java.nio.file.Path;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.sirnet.serving.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizedTrainingTest {
  private static final int STEPS = 60;

  @TempDir Path directory;

  @Test
  void anExportDescribesAsTheNormalisedNetworkDoesAndHoldsNoNormalisation() throws Exception {
    TrainingSettings settings = settings(Precision.FLOAT32);
    List<Double> losses = train(settings, 200, "run");
    Path model = directory.resolve("model");
    String checkpoint = Trainer.checkpointOf(directory.resolve("run")).prefix();
    ModelExport.export(TINY, checkpoint, true, model);
    byte[] image = new byte[TINY.imageBytes(View.AERIAL)];
    new SyntheticPairs(TINY, 1, 3).read(0, new byte[image.length], image);

    float[] trained;
    try (var graph = new TrainingGraph(TINY, settings)) {
      graph.restore(checkpoint);
      trained = graph.describe(View.AERIAL, image, 1);
    }
    try (DescriptorModel served = DescriptorModel.open(model, DeviceChoice.CPU, 1)) {
      float[][][] descriptors = served.aerial(List.of(new BgrImage(64, 64, image)));
      for (int t = 0; t < TINY.steps(); t++) {
        for (int i = 0; i < TINY.descriptorLength(); i++) {
          assertThat((double) descriptors[0][t][i])
              .isCloseTo(trained[t * TINY.descriptorLength() + i], within(1e-4));
        }
      }
    }
    assertThat(losses.getLast()).isLessThan(losses.getFirst());
  }

  @Test
  void withConvolutionsInBfloat16TheLossOnOneBatchFallsAsInFloat32() throws Exception {
    List<Double> exact = train(settings(Precision.FLOAT32), BATCH, "exact");
    List<Double> rounded = train(settings(Precision.BFLOAT16), BATCH, "rounded");

    assertThat(rounded).isNotEqualTo(exact);
    assertThat(fall(exact)).isGreaterThan(0.9);
    assertThat(rounded.getFirst()).isCloseTo(exact.getFirst(), within(0.01 * exact.getFirst()));
    assertThat(fall(rounded)).isGreaterThan(fall(exact) - 0.1);
  }

  /** The share of its first loss that a run has lost at its end. */
  private static double fall(List<Double> losses) {
    return 1 - NormalizedRuns.last(losses) / losses.getFirst();
  }

  private List<Double> train(TrainingSettings settings, int pairs, String run) throws Exception {
    return NormalizedRuns.train(settings, pairs, directory.resolve(run));
  }

  private static TrainingSettings settings(Precision precision) {
    return NormalizedRuns.settings(STEPS, false, true, precision);
  }
}
