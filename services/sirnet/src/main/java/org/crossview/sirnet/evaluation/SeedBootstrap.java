package org.crossview.sirnet.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * 95 % intervals of a mean over training runs and over queries: what other seeds and other queries
 * of the same kind would give.
 *
 * <p>Every resample draws the queries anew, as {@link Bootstrap} does, and adds what the runs
 * differ by: a draw from Student's t of S - 1 degrees of freedom times the standard error over the
 * S runs. Drawing three runs out of three would make intervals far too narrow (Davison and Hinkley
 * 1997, section 2.3).
 */
public final class SeedBootstrap {
  private static final double TAIL = .025;

  private final int resamples;
  private final long seed;

  /**
   * @param resamples at least 40, so that a tail holds one
   * @param seed the same seed gives the same intervals
   */
  public SeedBootstrap(int resamples, long seed) {
    if (resamples < 40) {
      throw new IllegalArgumentException(
          "A 95 %% interval needs at least 40 resamples, got %d".formatted(resamples));
    }
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * The interval of the mean of a statistic, or of a difference of two.
   *
   * @param values [run][query], the same queries in all runs, at least one of each. Of a single run
   *     the interval speaks of the queries alone
   */
  public Interval interval(double[][] values) {
    int runs = values.length;
    int queries = runs == 0 ? 0 : values[0].length;
    if (queries == 0 || Arrays.stream(values).anyMatch(run -> run.length != queries)) {
      throw new IllegalArgumentException(
          "Statistics must be of the same queries in at least one run, got lengths "
              + Arrays.stream(values).mapToInt(run -> run.length).boxed().toList());
    }
    double[] byQuery = new double[queries];
    double[] byRun = new double[runs];
    for (int s = 0; s < runs; s++) {
      for (int q = 0; q < queries; q++) {
        byQuery[q] += values[s][q] / runs;
        byRun[s] += values[s][q] / queries;
      }
    }
    double standardError = deviation(byRun) / Math.sqrt(runs);
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      double sum = 0;
      for (int i = 0; i < queries; i++) {
        sum += byQuery[random.nextInt(queries)];
      }
      means[r] = sum / queries + (runs == 1 ? 0 : standardError * student(random, runs - 1));
    }
    Arrays.sort(means);
    return new Interval(
        Arrays.stream(byRun).average().orElseThrow(),
        Bootstrap.quantile(means, TAIL),
        Bootstrap.quantile(means, 1 - TAIL));
  }

  /** The sample's standard deviation, with n - 1; 0 for a single value. */
  public static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  private static double student(SplittableRandom random, int degrees) {
    double squares = 0;
    for (int i = 0; i < degrees; i++) {
      double normal = random.nextGaussian();
      squares += normal * normal;
    }
    return random.nextGaussian() / Math.sqrt(squares / degrees);
  }
}
