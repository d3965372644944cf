package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class InfoNceLossTest {
  private static final float BETA = 5;
  private static final float[][] ALL_OTHERS = {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
  private static final float[][] AXES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  static {
    TensorFlowRuntime.load();
  }

  @Test
  void whenAllDescriptorsAreAlikeItIsTheLogarithmOfTheBatchForEveryStep() {
    float[][] alike = {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}};

    assertThat(loss(alike, alike, ALL_OTHERS, 1)).isCloseTo(Math.log(3), within(1e-5));
    assertThat(loss(alike, alike, ALL_OTHERS, 2)).isCloseTo(2 * Math.log(3), within(1e-5));
  }

  @Test
  void itIsTheCrossEntropyOfChoosingTheRightOneBySquaredDistance() {
    // Distances 0 to the right tile, 2 to each of the others.
    double expected = -Math.log(1 / (1 + 2 * Math.exp(-BETA * 2)));

    assertThat(loss(AXES, AXES, ALL_OTHERS, 1)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void itIsLargeWhereAnotherTileIsNearer() {
    float[][] turned = {AXES[1], AXES[2], AXES[0]};

    assertThat(loss(AXES, turned, ALL_OTHERS, 1)).isGreaterThan(2 * BETA);
  }

  @Test
  void tilesOfTheSamePlaceAreNoNegatives() {
    float[][] twins = {AXES[0], AXES[0], AXES[2]};
    float[][] twinsAreOnePlace = {{0, 0, 1}, {0, 0, 1}, {1, 1, 0}};

    assertThat(loss(twins, twins, ALL_OTHERS, 1)).isGreaterThan(0.4);
    assertThat(loss(twins, twins, twinsAreOnePlace, 1)).isLessThan(1e-3);
  }

  private static double loss(float[][] ground, float[][] aerial, float[][] negatives, int steps) {
    try (var graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> g = tf.constant(StdArrays.ndCopyOf(ground));
      Operand<TFloat32> a = tf.constant(StdArrays.ndCopyOf(aerial));
      Operand<TFloat32> loss =
          InfoNceLoss.of(
              tf,
              Collections.nCopies(steps, g),
              Collections.nCopies(steps, a),
              ground.length,
              tf.constant(negatives),
              tf.constant(BETA));
      try (var session = new Session(graph);
          var result = session.runner().fetch(loss).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }
}
