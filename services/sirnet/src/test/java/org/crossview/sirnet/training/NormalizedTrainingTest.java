package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.sirnet.serving.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizedTrainingTest {
  private static final SirNetSettings TINY =
      SirNetSettings.builder()
          .inputSize(64, 64)
          .widthMultiplier(1.0 / 16)
          .dropout(0)
          .inputScale(1.0 / 64)
          .build();
  private static final int STEPS = 30;
  private static final int BATCH = 16;

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
    assertThat(fall(exact)).isGreaterThan(0.5);
    assertThat(rounded.getFirst()).isCloseTo(exact.getFirst(), within(0.01 * exact.getFirst()));
    assertThat(fall(rounded)).isGreaterThan(fall(exact) - 0.15);
  }

  /** The share of its first loss that a run has lost at its end. */
  private static double fall(List<Double> losses) {
    return 1 - mean(losses, STEPS - 5, STEPS) / losses.getFirst();
  }

  private static double mean(List<Double> losses, int from, int to) {
    return losses.subList(from, to).stream().mapToDouble(x -> x).average().orElseThrow();
  }

  private List<Double> train(TrainingSettings settings, int pairs, String run) throws Exception {
    List<Double> losses = new ArrayList<>();
    new Trainer(TINY, settings)
        .train(
            new SyntheticPairs(TINY, pairs, 1),
            null,
            directory.resolve(run),
            null,
            new TrainingListener() {
              @Override
              public void onStep(Progress progress) {
                losses.add(progress.loss());
              }
            });
    return losses;
  }

  private static TrainingSettings settings(Precision precision) {
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
        false,
        true,
        false,
        precision);
  }
}
