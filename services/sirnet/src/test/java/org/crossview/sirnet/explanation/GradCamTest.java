package org.crossview.sirnet.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.crossview.core.image.BgrImage;
import org.crossview.core.polar.HeatMap;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

class GradCamTest {
  /** A variable of the backbone's last convolution, or of a refinement block. */
  private static final Pattern VARIABLE = Pattern.compile("[^.]+\\.(vgg\\.conv4_1|block\\d+)\\..*");

  @TempDir private Path folder;

  static Stream<SirNetSettings> networks() {
    return Stream.of(
        TestNetworks.tiny(),
        TestNetworks.tiny("steps=1"),
        TestNetworks.tiny("steps=4", "circularGround=true"),
        TestNetworks.tiny("steps=2", "context=local", "dense=false", "multiscale=false"),
        TestNetworks.tiny("polar=false", "groundWidth=256"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void exportsNameTheMapBehindTheBackboneAndTheOneBehindEachBlock(SirNetSettings settings)
      throws Exception {
    try (GradCam gradCam = open(settings)) {
      Graph graph = gradCam.bundle().graph();
      for (View view : View.values()) {
        List<Output<TFloat32>> named = FeatureNodes.of(graph, view);
        assertThat(named).hasSize(settings.steps() + 1);
        for (int t = 0; t < named.size(); t++) {
          assertThat(partsBehind(graph, named.get(t))).isEqualTo(backboneAndBlocks(t));
        }
      }
    }
  }

  private static Set<String> backboneAndBlocks(int blocks) {
    Set<String> parts = new TreeSet<>(Set.of("vgg.conv4_1"));
    for (int t = 1; t <= blocks; t++) {
      parts.add("block" + t);
    }
    return parts;
  }

  /** The parts of the network whose variables a node depends on. */
  private static Set<String> partsBehind(Graph graph, Output<TFloat32> node) {
    Set<String> parts = new TreeSet<>();
    for (GraphOperation operation : graph.subgraphTo(Set.<Operand<?>>of(node))) {
      Matcher variable = VARIABLE.matcher(operation.name());
      if (variable.matches()) {
        parts.add(variable.group(1));
      }
    }
    return parts;
  }

  static Stream<SirNetSettings> someNetworks() {
    return networks().skip(3);
  }

  @ParameterizedTest
  @MethodSource("someNetworks")
  void heatIsWhatShiftingWholeChannelsSays(SirNetSettings settings) throws Exception {
    BgrImage panorama = picture(settings, View.GROUND, 1);
    BgrImage tile = picture(settings, View.AERIAL, 2);
    try (GradCam gradCam = open(settings)) {
      PairHeat pair = gradCam.explain(panorama, tile);
      assertThat(pair.similarity()).hasSize(settings.steps());
      assertThat(pair.ground()).hasSize(settings.steps() + 1);
      assertThat(pair.aerial()).hasSize(settings.steps() + 1);
      float[][] ofPanorama = gradCam.branch(View.GROUND).descriptors(panorama);
      float[][] ofTile = gradCam.branch(View.AERIAL).descriptors(tile);
      for (int f = 0; f <= settings.steps(); f++) {
        assertAlike(pair.ground().get(f), expected(gradCam, View.GROUND, panorama, f, ofTile));
        assertAlike(pair.aerial().get(f), expected(gradCam, View.AERIAL, tile, f, ofPanorama));
      }
    }
  }

  /**
   * Grad-CAM without a gradient: a channel's weight is how much the score changes when the whole
   * channel is shifted, per cell.
   */
  private static float[] expected(
      GradCam gradCam, View view, BgrImage picture, int feature, float[][] others) {
    BranchGradients branch = gradCam.branch(view);
    Operand<?> node = branch.features().get(feature);
    int step = Math.max(1, feature);
    try (TFloat32 map = fetch(gradCam, view, picture, node)) {
      int channels = (int) map.shape().get(3);
      int cells = (int) map.shape().size() / channels;
      float[] values = Tensors.floats(map);
      double shift = 0.004 * mean(values);
      float[] heat = new float[cells];
      for (int c = 0; c < channels; c++) {
        double up =
            score(
                gradCam,
                view,
                picture,
                node,
                map.shape(),
                shifted(values, c, channels, shift),
                step,
                others);
        double down =
            score(
                gradCam,
                view,
                picture,
                node,
                map.shape(),
                shifted(values, c, channels, -shift),
                step,
                others);
        double weight = (up - down) / (2 * shift) / cells;
        for (int cell = 0; cell < cells; cell++) {
          heat[cell] += (float) (weight * values[cell * channels + c]);
        }
      }
      for (int cell = 0; cell < cells; cell++) {
        heat[cell] = Math.max(0, heat[cell]);
      }
      return heat;
    }
  }

  private static double score(
      GradCam gradCam,
      View view,
      BgrImage picture,
      Operand<?> node,
      Shape shape,
      float[] values,
      int step,
      float[][] others) {
    String descriptor = view.signature() + "_" + ModelExport.OUTPUT;
    try (TFloat32 pixels = pixels(picture);
        TFloat32 map = TFloat32.tensorOf(shape, DataBuffers.of(values));
        var result =
            gradCam
                .bundle()
                .session()
                .runner()
                .feed(view.signature() + "_" + ModelExport.INPUT, pixels)
                .feed(node.asOutput(), map)
                .fetch(descriptor)
                .run()) {
      float[] all = Tensors.floats(result.get(0));
      float[] other = others[step - 1];
      double sum = 0;
      for (int i = 0; i < other.length; i++) {
        sum += (double) all[(step - 1) * other.length + i] * other[i];
      }
      return sum;
    }
  }

  private static TFloat32 fetch(GradCam gradCam, View view, BgrImage picture, Operand<?> node) {
    try (TFloat32 pixels = pixels(picture)) {
      return (TFloat32)
          gradCam
              .bundle()
              .session()
              .runner()
              .feed(view.signature() + "_" + ModelExport.INPUT, pixels)
              .fetch(node.asOutput())
              .run()
              .get(0);
    }
  }

  private static float[] shifted(float[] values, int channel, int channels, double shift) {
    float[] out = values.clone();
    for (int i = channel; i < out.length; i += channels) {
      out[i] += (float) shift;
    }
    return out;
  }

  private static void assertAlike(HeatMap map, float[] expected) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, value);
    }
    assertThat(largest).isPositive();
    assertThat(map.values()).containsExactly(expected, within(.03f * largest));
  }

  @Test
  void heatIsTheWeightedSumOfChannelsWhereThatIsPositive() {
    // Two cells, two channels; mean gradients 2 and -1.
    HeatMap map = GradCam.heat(new float[] {3, 1, 1, 4}, new float[] {1, -2, 3, 0}, 1, 2);
    assertThat(map.values()).containsExactly(5, 0);
  }

  @Test
  void aModelThatIsNoneIsNamed() {
    assertThatThrownBy(() -> GradCam.open(folder.resolve("none"), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  private GradCam open(SirNetSettings settings) throws IOException {
    ModelExport.exportUntrained(settings, 1, folder);
    return GradCam.open(folder, 1);
  }

  /** Smooth with some noise: noise alone looks the same everywhere to a network. */
  private static BgrImage picture(SirNetSettings settings, View view, long seed) {
    var random = new Random(seed);
    int height = settings.height(view);
    int width = settings.width(view);
    byte[] bgr = new byte[height * width * 3];
    for (int i = 0; i < bgr.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      double wave = Math.sin(0.3 * x + i % 3 + seed) * Math.cos(0.2 * y + seed);
      bgr[i] = (byte) (100 + 80 * wave + 40 * random.nextDouble());
    }
    return new BgrImage(height, width, bgr);
  }

  private static TFloat32 pixels(BgrImage picture) {
    float[] values = new float[picture.bgr().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.bgr()[i] & 255;
    }
    return TFloat32.tensorOf(
        Shape.of(1, picture.height(), picture.width(), 3), DataBuffers.of(values));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
