package org.crossview.sirnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Every variable's gradient against the difference quotient along a random direction. TensorFlow's
 * Java binding has wrong or missing gradients for some operations and options; this finds them.
 */
class GradientTest {
  private static final double TOLERANCE = 0.05;

  /**
   * How much the output is to change, tried in turn: a long way crosses the kinks of ReLU and
   * max-pooling, a short one drowns in float32. A wrong gradient fits none.
   */
  private static final double[] CLIMBS = {3e-3, 1e-3, 1e-2, 3e-4, 1e-4, 3e-5, 3e-2};

  static Stream<SirNetSettings> networks() {
    return Stream.of(
        TestNetworks.tiny(),
        TestNetworks.tiny("context=width", "circularGround=true"),
        TestNetworks.tiny("context=local", "dense=false", "multiscale=false"),
        TestNetworks.tiny("refinement=none", "steps=1"),
        TestNetworks.tiny("refinement=cbam", "steps=1", "circularGround=true", "multiscale=false"),
        TestNetworks.tiny("steps=2", "head=safa"),
        TestNetworks.tiny("refinement=none", "steps=1", "head=dsm"),
        TestNetworks.tiny("steps=2", "circularGround=true", "groundWidth=128", "head=cvft"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyGradientIsTheSlopeOfTheOutput(SirNetSettings settings) {
    try (var branch = new TinyBranch(settings, View.GROUND, 1)) {
      wakeTransport(branch);
      Operand<TFloat32> output = projection(branch.tf, branch.stacked);
      List<Variables.Entry> variables = List.copyOf(branch.variables.all());
      List<Variable<TFloat32>> operands = variables.stream().map(Variables.Entry::operand).toList();
      Output<?>[] nodes =
          branch.graph.addGradients(
              output.asOutput(),
              operands.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
      float[] pixels = branch.randomImages(1);
      List<float[]> start = branch.run(operands, pixels);
      List<float[]> gradients =
          branch.run(
              Arrays.stream(nodes).map(node -> node.expect(TFloat32.class)).toList(), pixels);
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < nodes.length; i++) {
        double error = error(branch, output, start, i, gradients.get(i), pixels);
        if (!(error < TOLERANCE)) {
          wrong.add(variables.get(i).name() + " " + error);
        }
      }
      assertThat(wrong).isEmpty();
    }
  }

  /**
   * The cost of transport is regressed from one channel behind a ReLU. Random weights may leave it
   * at 0 for every place, where no gradient would pass.
   */
  private static void wakeTransport(TinyBranch branch) {
    Variables.Entry kernel = branch.variables.entry("G.transport.saliency.w");
    if (kernel != null) {
      float[] weights = new float[(int) kernel.shape().size()];
      Arrays.fill(weights, 0.1f);
      Variables.assign(
          branch.session,
          kernel,
          weights,
          branch.variables.entry("G.transport.saliency.b"),
          new float[] {0.1f});
    }
  }

  /** A weighted sum of all descriptors: every element has its own weight. */
  private static Operand<TFloat32> projection(Ops tf, Operand<TFloat32> stacked) {
    int size = (int) stacked.shape().size();
    var random = new Random(9);
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return tf.sum(
        tf.math.mul(tf.reshape(stacked, tf.constant(new int[] {size})), tf.constant(weights)),
        tf.constant(0));
  }

  /** Relative difference of the two slopes along a random direction that climbs. */
  private static double error(
      TinyBranch branch,
      Operand<TFloat32> output,
      List<float[]> start,
      int variable,
      float[] gradient,
      float[] pixels) {
    double norm = norm(gradient);
    var random = new Random(variable);
    double[] direction = new double[gradient.length];
    double slope = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = gradient[i] / norm * (0.5 + random.nextDouble());
      slope += direction[i] * gradient[i];
    }
    double least = Double.POSITIVE_INFINITY;
    for (double climb : CLIMBS) {
      double distance = climb / slope;
      double up = value(branch, output, moved(start, variable, direction, distance), pixels);
      double down = value(branch, output, moved(start, variable, direction, -distance), pixels);
      least = Math.min(least, Math.abs((up - down) / (2 * distance) - slope) / slope);
      if (least < TOLERANCE) {
        break;
      }
    }
    return least;
  }

  private static List<float[]> moved(
      List<float[]> start, int variable, double[] direction, double distance) {
    float[] values = start.get(variable).clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + distance * direction[i]);
    }
    List<float[]> moved = new ArrayList<>(start);
    moved.set(variable, values);
    return moved;
  }

  private static double value(
      TinyBranch branch, Operand<TFloat32> output, List<float[]> values, float[] pixels) {
    branch.assign(values);
    return branch.run(output, pixels)[0];
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
