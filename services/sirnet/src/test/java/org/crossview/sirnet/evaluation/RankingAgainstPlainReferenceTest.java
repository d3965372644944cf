package org.crossview.sirnet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.crossview.core.halting.DistanceKind;
import org.crossview.core.halting.PlacedTile;
import org.crossview.core.halting.Places;
import org.crossview.core.halting.StepEstimation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random galleries, larger than a block and a batch, against sorting in double precision. */
class RankingAgainstPlainReferenceTest {
  private static final int STEPS = 3;
  private static final int LENGTH = 11;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void ranksNearestTilesAndStepsAreThoseOfAPlainSort(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] gallery = descriptors(random.nextInt(1, 1400), random);
    showTheSamePlaceTwice(gallery, random);
    float[][][] queries = descriptors(random.nextInt(1, 150), random);
    // Several tiles are right for a query, or none.
    int places = random.nextInt(1, 40);
    AnswerKey key =
        new AnswerKey() {
          @Override
          public boolean isHit(int query, int tile) {
            return tile % places == query % places && tile % 7 != 3;
          }

          @Override
          public boolean isSamePlace(int tile, int other) {
            return place(tile) == place(other);
          }
        };

    AtomicInteger counted = new AtomicInteger();
    List<QueryOutcome> outcomes =
        RetrievalEvaluation.outcomes(
            new L2Comparison(DescriptorBlocks.of(queries), DescriptorBlocks.of(gallery)),
            key,
            counted::addAndGet);

    assertThat(counted).hasValue(queries.length);
    assertThat(outcomes).hasSize(queries.length);
    for (int q = 0; q < queries.length; q++) {
      QueryOutcome outcome = outcomes.get(q);
      List<double[]> nearest = new ArrayList<>();
      for (int t = 0; t < STEPS; t++) {
        double[] distances = distances(queries[q][t], gallery, t);
        List<Integer> order =
            IntStream.range(0, gallery.length)
                .boxed()
                .sorted(Comparator.comparingDouble(tile -> distances[tile]))
                .toList();
        nearest.add(distinct(order, distances));
        int query = q;
        int position =
            IntStream.range(0, order.size())
                .filter(i -> key.isHit(query, order.get(i)))
                .findFirst()
                .orElse(-1);
        assertThat(outcome.first().get(t)).isEqualTo(order.getFirst());
        assertThat(outcome.right().get(t)).isEqualTo(position < 0 ? -1 : order.get(position));
        int rank = position < 0 ? gallery.length : position;
        assertThat(outcome.ranks().get(t)).isEqualTo(new Rank(rank, rank));
      }
      assertThat(outcome.step())
          .isEqualTo(new StepEstimation(DistanceKind.L2).choose(nearest).step());
      assertThat(outcome.adaptive()).isEqualTo(outcome.ranks().get(outcome.step() - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void distancesAreThoseOfDoublePrecision(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] gallery = descriptors(1300, random);
    float[][][] queries = descriptors(3, random);
    float[][] squared = new float[2][1300];
    new L2Comparison(DescriptorBlocks.of(queries), DescriptorBlocks.of(gallery))
        .compare(2, 1, squared);
    for (int tile = 0; tile < 1300; tile++) {
      double expected = distances(queries[2][2], gallery, 2)[tile];
      assertThat((double) squared[1][tile]).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  /** Every fifth tile shows the place of the one before it, and looks almost like it. */
  private static void showTheSamePlaceTwice(float[][][] gallery, SplittableRandom random) {
    for (int tile = 4; tile < gallery.length; tile += 5) {
      for (int t = 0; t < STEPS; t++) {
        for (int d = 0; d < LENGTH; d++) {
          gallery[tile][t][d] = gallery[tile - 1][t][d] + (float) (random.nextDouble() - .5) / 100;
        }
      }
    }
  }

  private static int place(int tile) {
    return tile % 5 == 4 ? tile - 1 : tile;
  }

  /** What the chain of services does: distinct places of the sorted tiles. */
  private static double[] distinct(List<Integer> order, double[] distances) {
    return Places.distinctDistances(
        order.stream()
            .limit(10)
            .map(tile -> new PlacedTile("p" + place(tile), null, Math.sqrt(distances[tile])))
            .toList());
  }

  private static double[] distances(float[] query, float[][][] gallery, int step) {
    return Arrays.stream(gallery)
        .mapToDouble(
            tile ->
                IntStream.range(0, query.length)
                    .mapToDouble(d -> (double) query[d] - tile[step][d])
                    .map(d -> d * d)
                    .sum())
        .toArray();
  }

  private static float[][][] descriptors(int count, SplittableRandom random) {
    float[][][] out = new float[count][STEPS][LENGTH];
    for (float[][] image : out) {
      for (float[] step : image) {
        for (int d = 0; d < LENGTH; d++) {
          step[d] = (float) (random.nextDouble() - .5);
        }
      }
    }
    return out;
  }
}
