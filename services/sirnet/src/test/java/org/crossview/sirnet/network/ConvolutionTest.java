package org.crossview.sirnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.crossview.sirnet.runtime.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ConvolutionTest {
  private static final int HEIGHT = 64;
  private static final int WIDTH = 256;

  @BeforeAll
  static void load() {
    TensorFlowRuntime.load();
  }

  @ParameterizedTest
  @CsvSource({"3,16,false", "3,16,true", "8,8,false", "16,32,true", "64,16,false"})
  void inBfloat16ValuesAndGradientsAreThoseOfFloat32ToOnePercent(
      int in, int out, boolean circular) {
    List<float[]> exact = valueAndGradients(in, out, circular, Precision.FLOAT32);
    List<float[]> rounded = valueAndGradients(in, out, circular, Precision.BFLOAT16);

    for (int i = 0; i < exact.size(); i++) {
      assertThat(relativeError(rounded.get(i), exact.get(i))).isLessThan(0.01);
    }
  }

  @Test
  void whereItHalvesTheMapItsWindowsLieAlikeWithAndWithoutWrappingAround() {
    float[] open = halved(false);
    float[] circular = halved(true);

    int columns = WIDTH / 2;
    assertThat(circular).hasSameSizeAs(open).hasSize(HEIGHT / 2 * columns);
    for (int i = 0; i < open.length; i++) {
      if (i % columns == columns - 1) {
        // Its window reaches beyond the map, to the first column or to zeros.
        assertThat(circular[i]).isNotCloseTo(open[i], within(1e-4f));
      } else {
        assertThat(circular[i]).isCloseTo(open[i], within(1e-4f));
      }
    }
  }

  /** One channel of half the rows and columns. */
  private static float[] halved(boolean circular) {
    Random random = new Random(7);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = noise(tf, random, Shape.of(1, HEIGHT, WIDTH, 2));
      Operand<TFloat32> w = noise(tf, random, Shape.of(3, 3, 2, 1));
      Operand<TFloat32> y =
          new Convolution(tf, circular, Precision.FLOAT32)
              .of(new FeatureMap(x, HEIGHT, WIDTH, 2), w, 3, new int[] {2, 2});
      try (Session session = new Session(graph);
          var results = session.runner().fetch(y).run()) {
        return Tensors.floats(results.get(0));
      }
    }
  }

  /** The output, and the gradients of the sum of its squares by input and kernel. */
  private static List<float[]> valueAndGradients(
      int in, int out, boolean circular, Precision precision) {
    Random random = new Random(7);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = noise(tf, random, Shape.of(4, HEIGHT, WIDTH, in));
      Operand<TFloat32> w = noise(tf, random, Shape.of(3, 3, in, out));
      Operand<TFloat32> y =
          new Convolution(tf, circular, precision)
              .of(new FeatureMap(x, HEIGHT, WIDTH, in), w, 3, new int[] {1, 1});
      Operand<TFloat32> sum = tf.reduceSum(tf.math.square(y), tf.constant(new int[] {0, 1, 2, 3}));
      Output<?>[] gradients =
          graph.addGradients(sum.asOutput(), new Output<?>[] {x.asOutput(), w.asOutput()});
      try (Session session = new Session(graph);
          var results = session.runner().fetch(y).fetch(gradients[0]).fetch(gradients[1]).run()) {
        return List.of(
            Tensors.floats(results.get(0)),
            Tensors.floats(results.get(1)),
            Tensors.floats(results.get(2)));
      }
    }
  }

  private static Operand<TFloat32> noise(Ops tf, Random random, Shape shape) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    long[] sizes = shape.asArray();
    return tf.reshape(tf.constant(values), tf.constant(sizes));
  }

  private static double relativeError(float[] actual, float[] expected) {
    double error = 0;
    double square = 0;
    for (int i = 0; i < expected.length; i++) {
      error += Math.pow(actual[i] - expected[i], 2);
      square += Math.pow(expected[i], 2);
    }
    return Math.sqrt(error / square);
  }
}
