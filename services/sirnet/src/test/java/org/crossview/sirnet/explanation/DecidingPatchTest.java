package org.crossview.sirnet.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.crossview.core.image.BgrImage;
import org.crossview.core.polar.HeatMap;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A network whose convolutions hand their input on, so that descriptors are alike where there is
 * the same colour in the same direction: what decides a match is known.
 */
class DecidingPatchTest {
  private static final int HEIGHT = 64;
  private static final int WIDTH = 128;
  private static final int BLUE = 0;
  private static final int GREEN = 1;
  private static final int RED = 2;

  /** The mean that the network subtracts, rounded: 0 for it, nearly. */
  private static final byte[] NOTHING = {104, 117, 124};

  @TempDir private static Path folder;
  private static GradCam gradCam;

  @BeforeAll
  static void exportNetwork() throws IOException {
    SirNetSettings settings =
        TestNetworks.paper(
            "groundHeight=" + HEIGHT,
            "groundWidth=" + WIDTH,
            "widthMultiplier=0.015625",
            "steps=2",
            "multiscale=false",
            "outputChannels=8");
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var variables = new Variables(tf);
      var network = new SirNet(tf, settings, variables);
      for (View view : View.values()) {
        var shape = Placeholder.shape(Shape.of(1, HEIGHT, WIDTH, 3));
        network.branch(view, tf.placeholder(TFloat32.class, shape), null);
      }
      try (Session session = new Session(graph)) {
        handOn(session, variables);
        String checkpoint = folder.resolve("weights").toString();
        session.save(checkpoint);
        ModelExport.export(settings, checkpoint, false, folder.resolve("model"));
      }
    }
    gradCam = GradCam.open(folder.resolve("model"), 1);
  }

  /** Kernels of 1 in the middle from each channel to itself, and no bias. */
  private static void handOn(Session session, Variables variables) {
    for (Variables.Entry kernel : variables.all()) {
      if (kernel.name().endsWith(".w")) {
        Variables.Entry bias = variables.entry(kernel.name().replaceFirst("\\.w$", ".b"));
        int size = (int) kernel.shape().get(0);
        int in = (int) kernel.shape().get(2);
        int out = (int) kernel.shape().get(3);
        float[] values = new float[(int) kernel.shape().size()];
        int middle = (size / 2 * size + size / 2) * in * out;
        for (int c = 0; c < Math.min(in, out); c++) {
          values[middle + c * out + c] = 1;
        }
        Variables.assign(session, kernel, values, bias, new float[out]);
      }
    }
  }

  @AfterAll
  static void close() {
    gradCam.close();
  }

  @Test
  void theMapLiesOnTheObjectThatDecidesTheMatch() {
    BgrImage panorama = picture(patch(BLUE, 24), patch(RED, 96));
    // Either tile shares one object with the panorama, and has one that the panorama has not.
    PairHeat blue = gradCam.explain(panorama, picture(patch(BLUE, 24), patch(GREEN, 64)));
    PairHeat red = gradCam.explain(panorama, picture(patch(RED, 96), patch(GREEN, 64)));
    for (int f = 0; f <= 2; f++) {
      assertOnly(blue.ground().get(f), 24);
      assertOnly(blue.aerial().get(f), 24);
      assertOnly(red.ground().get(f), 96);
      assertOnly(red.aerial().get(f), 96);
    }
  }

  @Test
  void aPairThatSharesNothingHasNoHeat() {
    // Blue here, red there: nothing in either makes them alike.
    PairHeat pair = gradCam.explain(picture(patch(BLUE, 24)), picture(patch(RED, 24)));
    assertThat(pair.similarity().getFirst()).isLessThan(.05);
    float shared =
        gradCam.explain(picture(patch(BLUE, 24)), picture(patch(BLUE, 32))).ground().get(1).max();
    assertThat(shared).isPositive();
    assertThat(pair.ground().get(1).max()).isLessThan(.05f * shared);
  }

  /**
   * Nearly all heat is in the columns of the patch and those beside it: NOTHING is only nearly 0.
   */
  private static void assertOnly(HeatMap map, int column) {
    double inside = 0;
    double all = 0;
    for (int i = 0; i < map.values().length; i++) {
      int middle = i % map.width() * WIDTH / map.width() + 4;
      all += map.values()[i];
      inside += Math.abs(middle - (column + 8)) <= 12 ? map.values()[i] : 0;
    }
    assertThat(all).isPositive();
    assertThat(inside / all).isGreaterThan(.95);
  }

  private record Patch(int channel, int column) {}

  /** An object of 32 x 16 pixels in the middle rows. */
  private static Patch patch(int channel, int column) {
    return new Patch(channel, column);
  }

  private static BgrImage picture(Patch... patches) {
    byte[] bgr = new byte[HEIGHT * WIDTH * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = NOTHING[i % 3];
    }
    for (Patch patch : patches) {
      for (int row = 16; row < 48; row++) {
        for (int col = patch.column; col < patch.column + 16; col++) {
          bgr[(row * WIDTH + col) * 3 + patch.channel] = (byte) 255;
        }
      }
    }
    return new BgrImage(HEIGHT, WIDTH, Arrays.copyOf(bgr, bgr.length));
  }
}
