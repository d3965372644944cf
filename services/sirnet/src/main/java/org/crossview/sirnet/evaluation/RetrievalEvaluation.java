package org.crossview.sirnet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.crossview.core.halting.DistanceKind;
import org.crossview.core.halting.StepEstimation;

/** Ranks queries in a gallery by the L2 distance of their descriptors (SIRNet, section IV-A). */
public final class RetrievalEvaluation {
  /**
   * Queries compared at a time: a block of the gallery is read once for all of them, and of the
   * matrix of distances each thread holds so many rows.
   */
  public static final int BATCH = 64;

  private RetrievalEvaluation() {}

  /**
   * Ranks for every query the nearest of its right answers, at every step and at the step where the
   * query halts.
   *
   * @param queries [N][T][D], rows of length 1
   * @param gallery [M][T][D], M at least 1
   * @param key may have no right answer to a query, which is then never found
   */
  public static Recall evaluate(float[][][] queries, float[][][] gallery, AnswerKey key) {
    int n = queries.length;
    int m = gallery.length;
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException(
          "Evaluation needs at least 1 query and 1 tile, got %d queries and %d tiles"
              .formatted(n, m));
    }
    return evaluate(
        new L2Comparison(DescriptorBlocks.of(queries), DescriptorBlocks.of(gallery)), key);
  }

  /**
   * Ranks as {@link #evaluate(float[][][], float[][][], AnswerKey)} does, by any comparison.
   *
   * @param comparison of at least one query with at least one tile
   */
  public static Recall evaluate(Comparison comparison, AnswerKey key) {
    return Recall.of(outcomes(comparison, key, i -> {}), comparison.tiles());
  }

  /**
   * Ranks for every query the nearest of its right answers, on all processors. The matrix of
   * distances is never held as a whole.
   *
   * @param comparison of at least one query with at least one tile
   * @param key may have no right answer to a query, which is then never found
   * @param progress is told how many more queries are done, by several threads
   * @return for each query, in their order
   */
  public static List<QueryOutcome> outcomes(
      Comparison comparison, AnswerKey key, IntConsumer progress) {
    int queries = comparison.queries();
    if (queries == 0 || comparison.tiles() == 0) {
      throw new IllegalArgumentException(
          "Evaluation needs at least 1 query and 1 tile, got %d queries and %d tiles"
              .formatted(queries, comparison.tiles()));
    }
    return IntStream.range(0, Math.ceilDiv(queries, BATCH))
        .parallel()
        .mapToObj(
            batch -> {
              int from = batch * BATCH;
              int count = Math.min(BATCH, queries - from);
              List<QueryOutcome> outcomes = batch(comparison, key, from, count);
              progress.accept(count);
              return outcomes;
            })
        .toList()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<QueryOutcome> batch(
      Comparison comparison, AnswerKey key, int from, int count) {
    List<Trail> trails = new ArrayList<>();
    for (int q = 0; q < count; q++) {
      trails.add(new Trail(from + q));
    }
    float[][] squared = new float[count][comparison.tiles()];
    for (int t = 0; t < comparison.steps(); t++) {
      comparison.compare(t, from, squared);
      for (int q = 0; q < count; q++) {
        trails.get(q).step(squared[q], key);
      }
    }
    return trails.stream().map(Trail::outcome).toList();
  }

  /** What is kept of a query's distances, step by step. */
  private static final class Trail {
    private static final StepEstimation ESTIMATION = new StepEstimation(DistanceKind.L2);

    private final int query;
    private final List<Rank> ranks = new ArrayList<>();
    private final List<Integer> first = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<double[]> nearest = new ArrayList<>();

    Trail(int query) {
      this.query = query;
    }

    void step(float[] squared, AnswerKey key) {
      int firstTile = first(squared);
      first.add(firstTile);
      nearest.add(twoNearest(squared, firstTile, key));
      int rightTile = right(squared, key);
      right.add(rightTile);
      float distance = rightTile < 0 ? Float.POSITIVE_INFINITY : squared[rightTile];
      int nearer = 0;
      int nearerOrEqual = 0;
      for (int j = 0; j < squared.length; j++) {
        if (squared[j] <= distance && !key.isHit(query, j)) {
          nearer += squared[j] < distance ? 1 : 0;
          nearerOrEqual++;
        }
      }
      ranks.add(new Rank(nearer, nearerOrEqual));
    }

    private static int first(float[] squared) {
      int first = 0;
      for (int j = 1; j < squared.length; j++) {
        first = squared[j] < squared[first] ? j : first;
      }
      return first;
    }

    private int right(float[] squared, AnswerKey key) {
      int right = -1;
      for (int j = 0; j < squared.length; j++) {
        if ((right < 0 || squared[j] < squared[right]) && key.isHit(query, j)) {
          right = j;
        }
      }
      return right;
    }

    /** L2 distances to the two nearest places, nearest first; one if there is one place. */
    private static double[] twoNearest(float[] squared, int first, AnswerKey key) {
      float second = Float.POSITIVE_INFINITY;
      for (int j = 0; j < squared.length; j++) {
        if (squared[j] < second && !key.isSamePlace(first, j)) {
          second = squared[j];
        }
      }
      double[] both = {Math.sqrt(squared[first]), Math.sqrt(second)};
      return Float.isFinite(second) ? both : Arrays.copyOf(both, 1);
    }

    QueryOutcome outcome() {
      return new QueryOutcome(
          List.copyOf(ranks),
          List.copyOf(first),
          List.copyOf(right),
          ESTIMATION.choose(nearest).step());
    }
  }
}
