package org.crossview.cli.evaluate;

import java.util.Arrays;
import java.util.List;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.Interval;

/**
 * How often headings that were unknown are found.
 *
 * @param found 1 for every query whose heading is found, 0 for the others
 * @param fraction of the queries whose heading is found
 */
record FoundHeadings(List<Double> found, Interval fraction) {
  /**
   * Takes the mean.
   *
   * @param found 1 or 0 for every query, at least one
   */
  static FoundHeadings of(double[] found, Bootstrap bootstrap) {
    return new FoundHeadings(
        Arrays.stream(found).boxed().toList(), bootstrap.intervals(List.of(found)).getFirst());
  }

  /**
   * Those of the queries of several sets.
   *
   * @param parts at least one
   */
  static FoundHeadings together(List<FoundHeadings> parts, Bootstrap bootstrap) {
    return of(
        parts.stream().flatMap(part -> part.found.stream()).mapToDouble(f -> f).toArray(),
        bootstrap);
  }
}
