package org.crossview.sirnet.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.crossview.sirnet.runtime.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class ImageNetWeightsTest {
  /** As wide as VGG16, and no more of it than the weights are for. */
  private static final SirNetSettings NETWORK =
      TestNetworks.paper(
          "groundHeight=32", "groundWidth=40", "refinement=none", "steps=1", "multiscale=false");

  private static final float[] MEAN = {103.939f, 116.779f, 123.68f};

  @TempDir private Path folder;
  private final KerasFile keras = new KerasFile();

  @Test
  void bothBranchesSeeBlueGreenAndRedThroughTheFirstKernel() {
    Path file = keras.write(folder.resolve("vgg16.h5"), KerasFile.Layout.PUBLISHED);
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var variables = new Variables(tf);
      var shape = Shape.of(1, 32, 40, 3);
      Placeholder<TFloat32> image = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      var sirNet = new SirNet(tf, NETWORK, variables);
      sirNet.branch(View.GROUND, image, null);
      sirNet.branch(View.AERIAL, image, null);
      float[] pixels = new float[32 * 40 * 3];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (i * 37) % 256;
      }
      try (Session session = new Session(graph)) {
        ImageNetWeights.read(file, NETWORK).assignTo(variables, session);
        for (String branch : new String[] {"G", "A"}) {
          float[] conv =
              run(session, image, pixels, shape, variables.outputs().get(branch + ".vgg.conv1_1"));
          assertThat(conv[(5 * 40 + 7) * 64 + 11])
              .isCloseTo(convolved(pixels, 5, 7, 11), within(.01f));
          float[] last =
              run(
                  session,
                  image,
                  pixels,
                  shape,
                  variables.entry(branch + ".vgg.conv4_1.w").operand());
          assertThat(last[((1 * 3 + 2) * 256 + 17) * 512 + 300])
              .isEqualTo(keras.kernel("block4_conv1")[1][2][17][300]);
        }
      }
    }
  }

  /** Channel 0 of image and kernel is blue, as the network is fed and as Keras prepares images. */
  private float convolved(float[] pixels, int row, int column, int out) {
    float sum = keras.bias("block1_conv1")[out];
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int at = ((row + y - 1) * 40 + column + x - 1) * 3 + channel;
          sum += (pixels[at] - MEAN[channel]) * keras.kernel("block1_conv1")[y][x][channel][out];
        }
      }
    }
    return sum;
  }

  private static float[] run(
      Session session,
      Placeholder<TFloat32> image,
      float[] pixels,
      Shape shape,
      Operand<TFloat32> node) {
    try (TFloat32 input = TFloat32.tensorOf(shape, DataBuffers.of(pixels));
        var result = session.runner().feed(image, input).fetch(node).run()) {
      return Tensors.floats(result.get(0));
    }
  }

  @ParameterizedTest
  @EnumSource(KerasFile.Layout.class)
  void allLayoutsOfKerasAreRead(KerasFile.Layout layout) {
    Path file = keras.write(folder.resolve("vgg16.h5"), layout);

    assertThat(ImageNetWeights.read(file, NETWORK)).isNotNull();
  }

  @Test
  void aFileThatIsNoHdf5IsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("weights.h5"), "not what it says");

    refused(text).withMessageContaining("no HDF5 file").withMessageContaining("notop.h5");
    refused(folder.resolve("absent.h5")).withMessageContaining("is no file");
  }

  @Test
  void aMissingLayerIsNamed() {
    keras.remove("block3_conv2");

    refused(published()).withMessageContaining("no layer block3_conv2");
  }

  @Test
  void aKernelOfAnotherShapeIsNamed() {
    keras.replaceKernel("block2_conv1", new float[3][3][64][64]);

    refused(published())
        .withMessageContaining("block2_conv1")
        .withMessageContaining("[3, 3, 64, 64]")
        .withMessageContaining("[3, 3, 64, 128]");
  }

  @Test
  void kernelsWithTheirChannelsFirstAreNamed() {
    keras.replaceKernel("block1_conv1", new float[64][3][3][3]);

    refused(published()).withMessageContaining("channels come first");
  }

  @Test
  void kernelsOfDoublesAreNamed() {
    keras.replaceKernel("block1_conv1", new double[3][3][3][64]);

    refused(published()).withMessageContaining("32-bit floats");
  }

  @Test
  void imageNetsKernelsInTheOrderRedGreenBlueAreRefused() {
    setCorner(0, new float[] {0.4800154f, 0.55037946f, 0.42947057f});

    refused(published()).withMessageContaining("red, green, blue");
  }

  @Test
  void imageNetsKernelsTurnedByHalfACircleAreRefused() {
    setCorner(2, new float[] {0.42947057f, 0.55037946f, 0.4800154f});

    refused(published()).withMessageContaining("half a circle");
  }

  @Test
  void aNarrowNetworkCannotTakeThem() {
    SirNetSettings narrow = TestNetworks.paper("widthMultiplier=0.125");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageNetWeights.read(published(), narrow))
        .withMessageContaining("network.widthMultiplier is 0.125 and must be 1");
  }

  @Test
  void aDeepBackboneNeedsTheDeepLayers() {
    SirNetSettings deep = TestNetworks.paper("head=safa");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageNetWeights.read(published(), deep))
        .withMessageContaining("no layer block4_conv2");
  }

  private void setCorner(int side, float[] channels) {
    for (int channel = 0; channel < 3; channel++) {
      keras.kernel("block1_conv1")[side][side][channel][0] = channels[channel];
    }
  }

  private Path published() {
    return keras.write(folder.resolve("vgg16.h5"), KerasFile.Layout.PUBLISHED);
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<IllegalArgumentException> refused(
      Path file) {
    return assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageNetWeights.read(file, NETWORK))
        .withMessageContaining(file.toString());
  }
}
