package org.crossview.cli.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.Interval;
import org.crossview.sirnet.evaluation.QueryOutcome;

/**
 * How far from where a query was taken the tile lies that comes first where the query halts.
 *
 * @param metres of every query; infinite where the distance is not known
 * @param medianMetres infinite if half of the first tiles are of another place altogether
 * @param within fraction of the queries by the distance in metres, ascending
 */
record PositionErrors(
    List<Double> metres, double medianMetres, SequencedMap<Integer, Interval> within) {
  private static final int[] RADII = {10, 25, 100};

  /** How far a tile lies from where a query was taken, metres; empty where that is not known. */
  interface Metres {
    OptionalDouble between(int query, int tile);
  }

  /**
   * The errors of all queries. A first tile whose distance is not known, such as a distractor's, is
   * infinitely far away.
   *
   * @return empty if no distance at all is known
   */
  static Optional<PositionErrors> of(
      List<QueryOutcome> outcomes, Metres metres, Bootstrap bootstrap) {
    double[] errors = new double[outcomes.size()];
    for (int query = 0; query < errors.length; query++) {
      QueryOutcome outcome = outcomes.get(query);
      int first = outcome.first().get(outcome.step() - 1);
      errors[query] = metres.between(query, first).orElse(Double.POSITIVE_INFINITY);
    }
    return DoubleStream.of(errors).anyMatch(Double::isFinite)
        ? Optional.of(of(errors, bootstrap))
        : Optional.empty();
  }

  /**
   * The errors of the queries of several sets.
   *
   * @param parts at least one
   */
  static PositionErrors together(List<PositionErrors> parts, Bootstrap bootstrap) {
    return of(
        parts.stream().flatMap(part -> part.metres.stream()).mapToDouble(m -> m).toArray(),
        bootstrap);
  }

  private static PositionErrors of(double[] errors, Bootstrap bootstrap) {
    List<double[]> hits = new ArrayList<>();
    for (int radius : RADII) {
      hits.add(DoubleStream.of(errors).map(error -> error <= radius ? 1 : 0).toArray());
    }
    List<Interval> intervals = bootstrap.intervals(hits);
    SequencedMap<Integer, Interval> within = new LinkedHashMap<>();
    for (int i = 0; i < RADII.length; i++) {
      within.put(RADII[i], intervals.get(i));
    }
    return new PositionErrors(DoubleStream.of(errors).boxed().toList(), median(errors), within);
  }

  /** The lower one of the two in the middle, so that it is an error that occurred. */
  private static double median(double[] errors) {
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
