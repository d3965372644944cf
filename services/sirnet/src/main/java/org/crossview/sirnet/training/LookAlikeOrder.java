package org.crossview.sirnet.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.RecursiveAction;
import java.util.stream.IntStream;

/**
 * An order in which places that look alike stand next to each other, so that they share batches and
 * are each other's hard negatives.
 *
 * <p>Their descriptors are halved at the median along the direction in which they vary most, and so
 * are the halves, until nothing is left to halve: a principal axis tree (McNames, IEEE TPAMI 2001),
 * whose leaves are read from left to right.
 */
public final class LookAlikeOrder {
  /** Runs that are not halved any more: within a batch the order does not matter. */
  private static final int LEAF = 8;

  /** Of the power method; the direction need not be exact. */
  private static final int ITERATIONS = 6;

  private static final long PURPOSE = 9;

  private LookAlikeOrder() {}

  /**
   * Orders descriptors.
   *
   * @param descriptors [N][D], finite
   * @param run how many that follow each other are ordered among themselves and stay together, at
   *     least 1; the last run may be shorter
   * @return every index once; the same for the same descriptors
   */
  public static int[] of(float[][] descriptors, int run) {
    Integer[] order = IntStream.range(0, descriptors.length).boxed().toArray(Integer[]::new);
    double[] along = new double[order.length];
    for (int from = 0; from < order.length; from += run) {
      new Halving(descriptors, order, along, from, Math.min(order.length - from, run) + from)
          .invoke();
    }
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /** Orders a range: its lower half along the axis first, then the upper one. */
  private static final class Halving extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final transient float[][] descriptors;
    private final transient Integer[] order;

    /** How far along the axis of its range each place lies; ranges do not overlap. */
    private final transient double[] along;

    private final int from;
    private final int to;

    Halving(float[][] descriptors, Integer[] order, double[] along, int from, int to) {
      this.descriptors = descriptors;
      this.order = order;
      this.along = along;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from <= LEAF) {
        return;
      }
      double[] axis = axis();
      for (int i = from; i < to; i++) {
        along[order[i]] = product(descriptors[order[i]], axis);
      }
      Arrays.sort(
          order,
          from,
          to,
          Comparator.<Integer>comparingDouble(index -> along[index])
              .thenComparing(Comparator.naturalOrder()));
      int middle = (from + to) >>> 1;
      invokeAll(
          new Halving(descriptors, order, along, from, middle),
          new Halving(descriptors, order, along, middle, to));
    }

    /** Of the largest variance, by the power method. */
    private double[] axis() {
      double[] mean = mean();
      double[] axis = start(mean.length);
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        double[] next = new double[axis.length];
        double offset = product(mean, axis);
        for (int i = from; i < to; i++) {
          float[] row = descriptors[order[i]];
          double distance = product(row, axis) - offset;
          for (int d = 0; d < next.length; d++) {
            next[d] += distance * (row[d] - mean[d]);
          }
        }
        double length = Math.sqrt(product(next, next));
        if (length == 0) {
          return axis;
        }
        for (int d = 0; d < next.length; d++) {
          axis[d] = next[d] / length;
        }
      }
      return axis;
    }

    private double[] mean() {
      double[] mean = new double[descriptors[order[from]].length];
      for (int i = from; i < to; i++) {
        float[] row = descriptors[order[i]];
        for (int d = 0; d < mean.length; d++) {
          mean[d] += row[d] / (double) (to - from);
        }
      }
      return mean;
    }

    private double[] start(int length) {
      SplittableRandom random = Seeds.random(from, PURPOSE, to);
      double[] start = new double[length];
      Arrays.setAll(start, d -> random.nextGaussian());
      return start;
    }

    private static double product(float[] a, double[] b) {
      double sum = 0;
      for (int d = 0; d < b.length; d++) {
        sum += a[d] * b[d];
      }
      return sum;
    }

    private static double product(double[] a, double[] b) {
      double sum = 0;
      for (int d = 0; d < b.length; d++) {
        sum += a[d] * b[d];
      }
      return sum;
    }
  }
}
