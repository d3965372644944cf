package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.sirnet.serving.DeviceChoice;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every ablation of the paper is a setting of the shipped configuration, and trains and serves. */
class VariantsTest {
  private static final int BATCH = 4;
  private static final int UPDATES = 40;
  private static final double RATE = 2e-4;

  private static final Map<String, String> TINY =
      Map.of(
          "network.steps", "2",
          "network.widthMultiplier", "0.0625",
          "network.groundHeight", "64",
          "network.groundWidth", "64",
          "training.batch", "" + BATCH,
          "training.group", "1",
          "training.loss.kind", "soft-margin",
          "training.loss.columnWeight", "0",
          "training.batchNormalization", "false",
          "training.threads", "2");

  @TempDir private Path directory;

  /** What is changed, the refinement steps and the length of a descriptor. */
  static Stream<Arguments> ablations() {
    return Stream.of(
        arguments("network.steps=1", 1, 1024),
        arguments("network.steps=4", 4, 1024),
        arguments("network.context=width", 2, 1024),
        arguments("network.context=local network.multiscale=false", 2, 1024),
        arguments("network.dense=false network.steps=3", 3, 1024),
        arguments("network.polar=false training.augmentation.roll=false", 2, 1024),
        arguments("network.circularGround=true network.circularAerial=false", 2, 1024),
        arguments(
            "training.augmentation.view.turned=true training.augmentation.view.narrowest=90"
                + " training.loss.kind=info-nce training.loss.columnWeight=0.3",
            2,
            1024),
        arguments("network.refinement=none network.steps=1", 1, 1024),
        arguments("network.refinement=cbam network.steps=1", 1, 1024),
        arguments("network.head=safa network.refinement=none network.steps=1", 1, 8 * 32),
        arguments("network.head=safa", 2, 8 * 32),
        arguments("network.head=dsm network.refinement=none network.steps=1", 1, 1024),
        arguments("network.head=dsm", 2, 1024),
        arguments(
            "network.head=cvft network.refinement=none network.steps=1 network.groundWidth=128",
            1,
            8 * 8),
        arguments("network.head=cvft network.groundWidth=128", 2, 8 * 8));
  }

  @ParameterizedTest
  @MethodSource("ablations")
  void anAblationLearnsItsBatchAndServesWhatItLearned(String change, int steps, int length)
      throws Exception {
    Configuration configuration =
        Configuration.load("small").with(TINY, "a test").with(settings(change), "a test");
    SirNetSettings network = configuration.network();
    Batch batch = batch(network);
    try (var graph = new TrainingGraph(network, configuration.training())) {
      graph.initialize(1);
      // As the configuration starts: CVFT's cost of transport may otherwise be 0 everywhere.
      graph.startFrom(batch, layer -> false);
      double first = graph.train(batch, RATE, 1, 1);
      double last = first;
      for (int step = 2; step <= UPDATES; step++) {
        last = graph.train(at(batch, step), RATE, 1, 1);
      }
      assertThat(last).isLessThan(0.6 * first);

      String checkpoint = directory.resolve("checkpoint").toString();
      graph.save(checkpoint);
      ModelDescription exported =
          ModelExport.export(network, checkpoint, false, directory.resolve("model"));
      assertThat(exported.steps()).isEqualTo(steps);
      assertThat(exported.descriptorLength()).isEqualTo(length);
      try (var model = DescriptorModel.open(directory.resolve("model"), DeviceChoice.CPU, 2)) {
        assertThat(model.description()).isEqualTo(exported);
        assertSame(
            model.ground(images(network, View.GROUND, batch.ground())),
            graph.describe(View.GROUND, batch.ground(), BATCH));
        assertSame(
            model.aerial(images(network, View.AERIAL, batch.aerial())),
            graph.describe(View.AERIAL, batch.aerial(), BATCH));
      }
    }
  }

  private static Map<String, String> settings(String change) {
    return Arrays.stream(change.split(" "))
        .map(setting -> setting.split("="))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static Batch batch(SirNetSettings network) {
    var pairs = new SyntheticPairs(network, BATCH, 1);
    int groundBytes = network.imageBytes(View.GROUND);
    int aerialBytes = network.imageBytes(View.AERIAL);
    byte[] ground = new byte[BATCH * groundBytes];
    byte[] aerial = new byte[BATCH * aerialBytes];
    byte[] oneGround = new byte[groundBytes];
    byte[] oneAerial = new byte[aerialBytes];
    float[] negatives = new float[BATCH * BATCH];
    for (int i = 0; i < BATCH; i++) {
      pairs.read(i, oneGround, oneAerial);
      System.arraycopy(oneGround, 0, ground, i * groundBytes, groundBytes);
      System.arraycopy(oneAerial, 0, aerial, i * aerialBytes, aerialBytes);
      for (int j = 0; j < BATCH; j++) {
        negatives[i * BATCH + j] = i == j ? 0 : 1;
      }
    }
    // Where a variant turns panoramas, they show half of the circle; the others do not look at it.
    int columns = network.descriptorShape(View.AERIAL).columns();
    return new Batch(1, ground, aerial, negatives, 1, Math.ceilDiv(columns, 2));
  }

  private static Batch at(Batch batch, int step) {
    return new Batch(
        step, batch.ground(), batch.aerial(), batch.negatives(), batch.shift(), batch.shown());
  }

  private static List<BgrImage> images(SirNetSettings network, View view, byte[] bytes) {
    int length = network.imageBytes(view);
    return Stream.iterate(0, i -> i + length)
        .limit(BATCH)
        .map(
            from ->
                new BgrImage(
                    network.height(view),
                    network.width(view),
                    Arrays.copyOfRange(bytes, from, from + length)))
        .toList();
  }

  private static void assertSame(float[][][] served, float[] expected) {
    int at = 0;
    for (float[][] steps : served) {
      for (float[] descriptor : steps) {
        float[] part = Arrays.copyOfRange(expected, at, at + descriptor.length);
        assertThat(descriptor).containsExactly(part, within(2e-5f));
        at += descriptor.length;
      }
    }
    assertThat(at).isEqualTo(expected.length);
  }
}
