package org.crossview.sirnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SirNetTest {
  static Stream<SirNetSettings> everyOption() {
    return Stream.of(
        TestNetworks.tiny(),
        TestNetworks.tiny("steps=1"),
        TestNetworks.tiny("steps=2"),
        TestNetworks.tiny("steps=4"),
        TestNetworks.tiny("context=width"),
        TestNetworks.tiny("context=local"),
        TestNetworks.tiny("dense=false"),
        TestNetworks.tiny("multiscale=false"),
        TestNetworks.tiny("circularGround=true"),
        TestNetworks.tiny("circularAerial=false"),
        TestNetworks.tiny("outputChannels=4"),
        TestNetworks.tiny("refinement=none", "steps=1"),
        TestNetworks.tiny("refinement=cbam", "steps=1"),
        TestNetworks.tiny("head=safa"),
        TestNetworks.tiny("head=safa", "refinement=none", "steps=1"),
        TestNetworks.tiny("head=dsm"),
        TestNetworks.tiny("head=dsm", "refinement=none", "steps=1"),
        TestNetworks.tiny("head=cvft"),
        TestNetworks.tiny("head=cvft", "refinement=none", "steps=1"),
        TestNetworks.tiny("polar=false", "groundWidth=256"));
  }

  @ParameterizedTest
  @MethodSource("everyOption")
  void everyOptionGivesDescriptorsOfLengthOneForEachStep(SirNetSettings settings) {
    try (var branch = new TinyBranch(settings, View.AERIAL, 2)) {
      float[] values = branch.run(branch.stacked, branch.randomImages(1));
      int length = settings.descriptorLength();
      assertThat(values).hasSize(2 * settings.steps() * length);
      for (int start = 0; start < values.length; start += length) {
        double squares = 0;
        for (int i = start; i < start + length; i++) {
          squares += (double) values[i] * values[i];
        }
        assertThat(squares).isCloseTo(1, within(1e-4));
      }
    }
  }

  @Test
  void aRolledPolarTileRollsItsDescriptorWhereConvolutionsWrapAround() {
    var circular = TestNetworks.tiny("multiscale=false");
    assertThat(largestDifferenceAfterRolling(circular)).isLessThan(1e-4);
    var cut = TestNetworks.tiny("multiscale=false", "circularAerial=false");
    assertThat(largestDifferenceAfterRolling(cut)).isGreaterThan(1e-3);
  }

  /** Rolls the image by two feature columns and the descriptor, [2, 8, 16], back again. */
  private static double largestDifferenceAfterRolling(SirNetSettings settings) {
    int columns = 2;
    int width = 64;
    int channels = settings.outputChannels();
    try (var branch = new TinyBranch(settings, View.AERIAL, 1)) {
      float[] pixels = branch.randomImages(1);
      float[] rolled = new float[pixels.length];
      for (int i = 0; i < pixels.length; i++) {
        int row = i / (width * 3);
        int x = (i / 3 + columns * settings.backbone().stride()) % width;
        rolled[(row * width + x) * 3 + i % 3] = pixels[i];
      }
      float[] before = branch.run(branch.descriptors.getLast(), pixels);
      float[] after = branch.run(branch.descriptors.getLast(), rolled);
      int features = width / settings.backbone().stride();
      double largest = 0;
      for (int i = 0; i < before.length; i++) {
        int row = i / (features * channels);
        int x = (i / channels + columns) % features;
        float moved = after[(row * features + x) * channels + i % channels];
        largest = Math.max(largest, Math.abs(moved - before[i]));
      }
      return largest;
    }
  }

  @Test
  void aSeedGivesTheSameWeightsAndAnotherSeedOthers() {
    try (var one = new TinyBranch(TestNetworks.tiny(), View.GROUND, 1);
        var same = new TinyBranch(TestNetworks.tiny(), View.GROUND, 1)) {
      float[] pixels = one.randomImages(3);
      float[] first = one.run(one.stacked, pixels);
      assertThat(same.run(same.stacked, pixels)).isEqualTo(first);
      same.variables.initialize(same.session, 2);
      assertThat(same.run(same.stacked, pixels)).isNotEqualTo(first);
    }
  }

  @Test
  void theStartsOfNeighbouringSeedsShareNoValues() {
    try (var branch = new TinyBranch(TestNetworks.tiny(), View.GROUND, 1)) {
      Map<String, float[]> one = branch.start(1);
      Map<String, float[]> two = branch.start(2);
      Map<String, float[]> three = branch.start(3);
      for (String name : one.keySet()) {
        assertThat(shared(one.get(name), two.get(name))).as(name).isLessThan(0.01);
        assertThat(shared(one.get(name), three.get(name))).as(name).isLessThan(0.01);
      }
    }
  }

  /** Largest share of random values that two starts have in common when one is shifted. */
  private static double shared(float[] one, float[] other) {
    double largest = 0;
    for (int shift = -4; shift <= 4; shift++) {
      int equal = 0;
      int drawn = 0;
      for (int i = 4; i < one.length - 4; i++) {
        drawn += one[i] == 0 ? 0 : 1;
        equal += one[i] != 0 && one[i] == other[i + shift] ? 1 : 0;
      }
      largest = Math.max(largest, (double) equal / Math.max(1, drawn));
    }
    return largest;
  }

  @Test
  void settingsThatCannotWorkAreNamed() {
    assertThatThrownBy(() -> TestNetworks.tiny("steps=5")).hasMessageContaining("steps is 5");
    assertThatThrownBy(() -> TestNetworks.tiny("groundHeight=60"))
        .hasMessageContaining("groundHeight is 60");
    assertThatThrownBy(() -> TestNetworks.tiny("aerialWidth=72"))
        .hasMessageContaining("both descriptors have one length");
    assertThatThrownBy(() -> TestNetworks.tiny("dropout=1")).hasMessageContaining("dropout is 1.0");
  }
}
