package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.crossview.sirnet.network.MapShape;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ColumnContrastLossTest {
  private static final int BATCH = 2;
  private static final int ROWS = 2;
  private static final int COLUMNS = 5;
  private static final int CHANNELS = 16;
  private static final int LENGTH = ROWS * COLUMNS * CHANNELS;

  private static final float[][] ONE_PLACE = {{0, 0}, {0, 0}};

  static {
    TensorFlowRuntime.load();
  }

  @Test
  void whenAllColumnsAreAlikeItIsTheLogarithmOfTheirNumber() {
    float[][] ones = new float[BATCH][LENGTH];
    for (float[] row : ones) {
      Arrays.fill(row, 0.1f);
    }

    assertThat(loss(ones, ones)).isCloseTo(Math.log(BATCH * COLUMNS), within(1e-4));
    // Without the other image, only the columns of its own are left.
    assertThat(loss(ones, ones, ONE_PLACE)).isCloseTo(Math.log(COLUMNS), within(1e-4));
  }

  @Test
  void itIsSmallWhereEveryColumnIsLikeItsOwnInTheOtherView() {
    float[][] random = random(1);

    assertThat(loss(random, random)).isLessThan(0.1);
  }

  @Test
  void itTellsAColumnFromTheOneBesideIt() {
    float[][] random = random(1);

    assertThat(loss(random, rolledByAColumn(random))).isGreaterThan(5);
  }

  @Test
  void itDoesNotLookAtTheLengthOfAColumn() {
    float[][] random = random(1);
    float[][] scaled = random(1);
    for (float[] row : scaled) {
      for (int i = 0; i < LENGTH; i++) {
        row[i] *= 1 + i / CHANNELS % COLUMNS;
      }
    }

    assertThat(loss(scaled, random)).isCloseTo(loss(random, random), within(1e-4));
  }

  @Test
  void columnsOfTheSamePlaceAreNoNegatives() {
    float[][] one = random(1);
    float[][] twice = {one[0], one[0].clone()};

    // Every column has a twin in the other pair.
    assertThat(loss(twice, twice)).isGreaterThan(0.5);
    assertThat(loss(twice, twice, ONE_PLACE)).isLessThan(0.1);
  }

  @Test
  void columnsBesideAreNoNegatives() {
    int many = 32;
    float[][] alike = {new float[ROWS * many * CHANNELS], new float[ROWS * many * CHANNELS]};
    Arrays.fill(alike[0], 0.1f);
    Arrays.fill(alike[1], 0.1f);

    // 25 degrees are two columns to each side.
    assertThat(loss(alike, alike, ONE_PLACE, many)).isCloseTo(Math.log(many - 4), within(1e-4));
  }

  @Test
  void columnsThatPanoramasDoNotShowTakeNoPart() {
    float[][] ones = new float[BATCH][LENGTH];
    for (float[] row : ones) {
      Arrays.fill(row, 0.1f);
    }
    float[] first = {1, 1, 1, 0, 0};

    assertThat(loss(ones, ones, first)).isCloseTo(Math.log(BATCH * 3), within(1e-4));
    // Whatever the network makes of what is blank.
    assertThat(loss(random(1), firstColumnsOf(random(1), 3, random(2)), first))
        .isCloseTo(loss(random(1), random(1), first), within(1e-4));
  }

  private static double loss(float[][] ground, float[][] aerial) {
    return loss(ground, aerial, new float[][] {{0, 1}, {1, 0}});
  }

  private static double loss(float[][] ground, float[][] aerial, float[][] negatives) {
    return loss(ground, aerial, negatives, COLUMNS);
  }

  private static double loss(float[][] ground, float[][] aerial, float[][] negatives, int columns) {
    float[] all = new float[columns];
    Arrays.fill(all, 1);
    return loss(ground, aerial, negatives, all);
  }

  private static double loss(float[][] ground, float[][] aerial, float[] shown) {
    return loss(ground, aerial, new float[][] {{0, 1}, {1, 0}}, shown);
  }

  private static double loss(
      float[][] ground, float[][] aerial, float[][] negatives, float[] shown) {
    try (var graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> g = tf.constant(StdArrays.ndCopyOf(ground));
      Operand<TFloat32> a = tf.constant(StdArrays.ndCopyOf(aerial));
      Operand<TFloat32> loss =
          ColumnContrastLoss.of(
              tf,
              List.of(g),
              List.of(a),
              BATCH,
              new MapShape(ROWS, shown.length, CHANNELS),
              tf.constant(negatives),
              tf.constant(shown));
      try (var session = new Session(graph);
          var result = session.runner().fetch(loss).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  private static float[][] random(long seed) {
    Random random = new Random(seed);
    float[][] out = new float[BATCH][LENGTH];
    for (float[] row : out) {
      for (int i = 0; i < LENGTH; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return out;
  }

  /** Maps that have some columns of one map, and the others of another one. */
  private static float[][] firstColumnsOf(float[][] maps, int columns, float[][] others) {
    float[][] out = new float[BATCH][LENGTH];
    for (int b = 0; b < BATCH; b++) {
      for (int i = 0; i < LENGTH; i++) {
        out[b][i] = (i / CHANNELS % COLUMNS < columns ? maps : others)[b][i];
      }
    }
    return out;
  }

  /** Both rows of the map, every column one place on. */
  private static float[][] rolledByAColumn(float[][] maps) {
    float[][] out = new float[BATCH][LENGTH];
    for (int b = 0; b < BATCH; b++) {
      for (int i = 0; i < LENGTH; i++) {
        int row = i / (COLUMNS * CHANNELS);
        int column = (i / CHANNELS % COLUMNS + 1) % COLUMNS;
        out[b][(row * COLUMNS + column) * CHANNELS + i % CHANNELS] = maps[b][i];
      }
    }
    return out;
  }
}
