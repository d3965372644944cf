package org.crossview.sirnet.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

class DescriptorModelTest {
  private static final SirNetSettings TINY = TestNetworks.tiny();

  @TempDir static Path directory;
  private static ModelDescription exported;
  private static DescriptorModel model;

  @BeforeAll
  static void openAModel() throws IOException {
    exported = ModelExport.exportUntrained(TINY, 1, directory);
    model = DescriptorModel.open(directory, DeviceChoice.CPU, 2);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void aModelSaysWhatItsExportSaid() {
    assertThat(model.description()).isEqualTo(exported);
    assertThat(exported.descriptorLength()).isEqualTo(2 * 8 * 16);
    assertThat(exported.steps()).isEqualTo(3);
  }

  @Test
  void bothViewsGiveWhatTensorFlowJavaGives() {
    List<BgrImage> images = images(3);
    assertSame(model.ground(images), byTensorFlow("ground", images));
    assertSame(model.aerial(images), byTensorFlow("aerial", images));
  }

  @Test
  void theViewsHaveWeightsOfTheirOwn() {
    List<BgrImage> images = images(1);
    assertThat(model.ground(images)[0][0]).isNotEqualTo(model.aerial(images)[0][0]);
  }

  @Test
  void everyDescriptorHasLengthOne() {
    for (float[][] steps : model.ground(images(2))) {
      for (float[] descriptor : steps) {
        double squares = 0;
        for (float value : descriptor) {
          squares += (double) value * value;
        }
        assertThat(squares).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void manyThreadsShareOneModel() throws Exception {
    List<BgrImage> images = images(4);
    float[][][] expected = model.ground(images);
    List<Callable<float[][][]>> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      BgrImage image = images.get(i % 4);
      calls.add(() -> model.ground(List.of(image)));
    }
    try (var executor = Executors.newFixedThreadPool(4)) {
      List<Future<float[][][]>> answers = executor.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        assertSame(answers.get(i).get(), new float[][][] {expected[i % 4]});
      }
    }
  }

  @Test
  void anImageOfAnotherSizeIsNamed() {
    var image = new BgrImage(32, 64, new byte[32 * 64 * 3]);
    assertThatThrownBy(() -> model.aerial(List.of(image)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 x 64")
        .hasMessageContaining("32 x 64");
  }

  @Test
  void noImagesGiveNoDescriptors() {
    assertThat(model.ground(List.of())).isEmpty();
  }

  @Test
  void aDirectoryWithoutAModelIsNamed(@TempDir Path empty) {
    assertThatThrownBy(() -> DescriptorModel.open(empty, DeviceChoice.AUTO, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(empty.toString());
  }

  @Test
  void aGpuThatIsAskedForAndAbsentIsAnError() {
    assumeFalse(Devices.gpuWorks(), "this machine has a GPU");
    assertThatThrownBy(() -> DescriptorModel.open(directory, DeviceChoice.GPU, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gpu");
  }

  private static List<BgrImage> images(int count) {
    var random = new Random(5);
    List<BgrImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[64 * 64 * 3];
      random.nextBytes(bytes);
      images.add(new BgrImage(64, 64, bytes));
    }
    return images;
  }

  private static void assertSame(float[][][] actual, float[][][] expected) {
    Offset<Float> tolerance = within(1e-5f);
    assertThat(actual).hasNumberOfRows(expected.length);
    for (int i = 0; i < expected.length; i++) {
      for (int t = 0; t < expected[i].length; t++) {
        assertThat(actual[i][t]).containsExactly(expected[i][t], tolerance);
      }
    }
  }

  private static float[][][] byTensorFlow(String signature, List<BgrImage> images) {
    TensorFlowRuntime.load();
    float[] pixels = new float[images.size() * 64 * 64 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = images.get(i / (64 * 64 * 3)).bgr()[i % (64 * 64 * 3)] & 255;
    }
    try (var bundle = SavedModelBundle.load(directory.toString(), ModelExport.TAG);
        var input = TFloat32.tensorOf(Shape.of(images.size(), 64, 64, 3), DataBuffers.of(pixels));
        var result = bundle.function(signature).call(Map.of(ModelExport.INPUT, input))) {
      var output = (TFloat32) result.get(ModelExport.OUTPUT).orElseThrow();
      float[][][] values = new float[images.size()][3][exported.descriptorLength()];
      output
          .scalars()
          .forEachIndexed(
              (at, value) -> values[(int) at[0]][(int) at[1]][(int) at[2]] = value.getFloat());
      return values;
    }
  }
}
