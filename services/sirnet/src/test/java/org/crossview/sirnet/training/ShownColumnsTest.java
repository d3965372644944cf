package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.crossview.sirnet.evaluation.AzimuthComparison;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.DescriptorMap;
import org.crossview.sirnet.network.MapShape;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

class ShownColumnsTest {
  private static final MapShape MAP = new MapShape(2, 8, 3);
  private static final int BATCH = 4;

  static {
    TensorFlowRuntime.load();
  }

  @Test
  void theLossSeesTheDistancesThatTheEvaluationMeasures() {
    float[][] ground = random(1);
    float[][] aerial = random(2);
    for (int shift : new int[] {0, 1, 7}) {
      for (int shown : new int[] {1, 3, 8}) {
        float[][] measured = measured(ground, aerial, shift, shown);
        float[][] cosines = cosines(ground, aerial, shift, shown);
        for (int i = 0; i < BATCH; i++) {
          for (int j = 0; j < BATCH; j++) {
            assertThat(2 - 2 * cosines[i][j]).isCloseTo(measured[i][j], within(1e-5f));
          }
        }
      }
    }
  }

  private static float[][] measured(float[][] ground, float[][] aerial, int shift, int shown) {
    var comparison =
        new AzimuthComparison(
            new DescriptorMap(MAP.rows(), MAP.columns(), MAP.channels()),
            blocks(ground),
            blocks(aerial),
            shown,
            new int[] {shift, shift, shift, shift});
    float[][] squared = new float[BATCH][BATCH];
    comparison.compare(0, 0, squared);
    return squared;
  }

  private static DescriptorBlocks blocks(float[][] descriptors) {
    float[][][] ofOneStep = new float[BATCH][][];
    for (int i = 0; i < BATCH; i++) {
      ofOneStep[i] = new float[][] {descriptors[i]};
    }
    return DescriptorBlocks.of(ofOneStep);
  }

  private static float[][] cosines(float[][] ground, float[][] aerial, int shift, int shown) {
    try (var graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var columns = new ShownColumns(tf, MAP);
      Operand<TFloat32> g =
          columns.ofGround(List.of(tf.constant(StdArrays.ndCopyOf(ground)))).getFirst();
      Operand<TFloat32> a =
          columns.ofAerial(List.of(tf.constant(StdArrays.ndCopyOf(aerial)))).getFirst();
      Operand<TFloat32> cosine = tf.linalg.matMul(g, a, MatMul.transposeB(true));
      try (var session = new Session(graph)) {
        Session.Runner runner = session.runner().fetch(cosine);
        try (var values = columns.values(new Batch(1, null, null, null, shift, shown));
            var result = columns.feed(runner, values).run()) {
          return StdArrays.array2dCopyOf((TFloat32) result.get(0));
        }
      }
    }
  }

  private static float[][] random(long seed) {
    var random = new SplittableRandom(seed);
    float[][] descriptors = new float[BATCH][MAP.size()];
    for (float[] descriptor : descriptors) {
      for (int i = 0; i < descriptor.length; i++) {
        descriptor[i] = (float) (random.nextDouble() - 0.5);
      }
    }
    return descriptors;
  }
}
