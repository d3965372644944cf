package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.crossview.sirnet.training.NormalizedRuns.TINY;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.sirnet.serving.DeviceChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPointTest {
  private static final TrainingSettings PLAIN =
      NormalizedRuns.settings(1, false, false, Precision.FLOAT32);

  private static final int CHANNELS = TINY.outputChannels();

  @TempDir Path model;

  private final byte[] image = new byte[TINY.imageBytes(View.GROUND)];

  @BeforeEach
  void exportAModel() throws IOException {
    ModelExport.exportUntrained(TINY, 7, model);
    new SyntheticPairs(TINY, 1, 3).read(0, image, new byte[image.length]);
  }

  @Test
  void aRunThatStartsFromAModelDescribesAsItDoes() throws IOException {
    float[] expected = described();
    float[] actual = startedFromModel(TINY);

    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void withMoreChannelsTheKnownOnesStayAsTheyWereAndTheNewOnesAreSmall() throws IOException {
    float[] expected = described();
    float[] actual = startedFromModel(withChannels(2 * CHANNELS));

    double known = 0;
    double both = 0;
    double kept = 0;
    double all = 0;
    // The first step's: an untrained network hardly passes on anything to the later ones.
    for (int i = 0; i < 2 * TINY.descriptorLength(); i++) {
      all += actual[i] * actual[i];
      if (i % (2 * CHANNELS) < CHANNELS) {
        float before = expected[i / (2 * CHANNELS) * CHANNELS + i % (2 * CHANNELS)];
        known += before * before;
        both += before * actual[i];
        kept += actual[i] * actual[i];
      }
    }
    assertThat(both / Math.sqrt(known * kept)).isCloseTo(1, within(1e-5));
    assertThat(kept / all).isBetween(0.9, 1 - 1e-6);
  }

  @Test
  void aModelWithMoreChannelsThanTheNetworkIsRefused() {
    assertThatThrownBy(() -> StartingPoint.in(model, withChannels(8), PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(model.toString(), "aggregation.conv", "outputChannels");
  }

  @Test
  void aModelHasNoAveragesToNormaliseBy() {
    var normalized = NormalizedRuns.settings(1, false, true, Precision.FLOAT32);

    assertThatThrownBy(() -> StartingPoint.in(model, TINY, normalized))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(model.toString(), "training.batchNormalization=false");
  }

  private float[] described() throws IOException {
    try (DescriptorModel served = DescriptorModel.open(model, DeviceChoice.CPU, 1)) {
      float[][] steps = served.ground(List.of(new BgrImage(64, 64, image)))[0];
      float[] all = new float[steps.length * steps[0].length];
      for (int t = 0; t < steps.length; t++) {
        System.arraycopy(steps[t], 0, all, t * steps[t].length, steps[t].length);
      }
      return all;
    }
  }

  private float[] startedFromModel(SirNetSettings network) throws IOException {
    try (var graph = new TrainingGraph(network, PLAIN)) {
      graph.initialize(1);
      StartingPoint.in(model, network, PLAIN).apply(graph);
      return graph.describe(View.GROUND, image, 1);
    }
  }

  private static SirNetSettings withChannels(int channels) {
    return TestNetworks.tiny("dropout=0", "inputScale=0.015625", "outputChannels=" + channels);
  }
}
