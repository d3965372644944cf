package org.crossview.cli.ablate.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.Measure;
import org.crossview.cli.ablate.list.PaperFigures;
import org.crossview.cli.ablate.run.RunResult;
import org.crossview.sirnet.evaluation.Interval;
import org.crossview.sirnet.evaluation.SeedBootstrap;

/** Turns the results of runs into the rows of tables and the verdicts on findings. */
final class Figures {
  private static final SeedBootstrap BOOTSTRAP = new SeedBootstrap(2000, 20_221);

  private final AblationList list;
  private final List<RunResult> results;

  /**
   * @param results of all runs that are done
   */
  Figures(AblationList list, List<RunResult> results) {
    this.list = list;
    this.results = results;
  }

  /**
   * A recall over the seeds.
   *
   * @param interval mean over the seeds, with its 95 % interval over seeds and queries; of a single
   *     seed over queries alone
   * @param spread standard deviation over the seeds; empty of a single one
   * @param bySeed in the order of the seeds
   */
  record RecallOverSeeds(Interval interval, OptionalDouble spread, List<Double> bySeed) {}

  /**
   * A row of a table.
   *
   * @param recalls r@1, r@5, r@10, r@1 %; empty where no run of it is done
   * @param paper r@1 in the paper, percent
   */
  record Row(
      AblationList.RowSpec spec,
      List<RecallOverSeeds> recalls,
      Optional<PaperFigures.Figure> paper) {}

  /** What a finding came to. */
  enum Verdict {
    HOLDS("holds"),
    LEANS("every seed agrees, but the interval holds 0"),
    UNDECIDED("undecided"),
    LEANS_AGAINST("every seed says the contrary, but the interval holds 0"),
    CONTRARY("does not hold: the contrary does"),
    /** Its interval is over queries alone, and seeds differ by more than that. */
    ONE_SEED("one seed: not judged");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A finding of the paper, here.
   *
   * @param difference in r@1, fractions, with its interval as of {@link RecallOverSeeds}; empty
   *     where a run of it is not done
   * @param bySeed the differences of the single seeds
   * @param verdict empty where there is no difference
   * @param paper the difference in the paper, points
   */
  record Finding(
      AblationList.FindingSpec spec,
      Optional<Interval> difference,
      List<Double> bySeed,
      Optional<Verdict> verdict,
      Optional<PaperFigures.Figure> paper) {
    /** In one line: what is claimed, the verdict, the difference in points. */
    String words() {
      return difference
          .map(
              d ->
                  String.format(
                      Locale.ROOT,
                      "%s: %s; %+.2f points [%+.2f, %+.2f]",
                      spec.claim(),
                      verdict.orElseThrow().words(),
                      100 * d.mean(),
                      100 * d.low(),
                      100 * d.high()))
          .orElseGet(() -> spec.claim() + ": not measured here");
    }
  }

  Row row(AblationList.RowSpec spec) {
    Measure measure = measure(spec.measure());
    List<RunResult.TestResult> tests = List.copyOf(tests(measure, spec.test()).values());
    List<RecallOverSeeds> recalls = new ArrayList<>();
    for (int column = 0; column < 4 && !tests.isEmpty(); column++) {
      int k = tests.getFirst().k(column);
      recalls.add(
          recalls(tests.stream().map(test -> test.hits(measure, k)).toArray(double[][]::new)));
    }
    return new Row(spec, recalls, paper(spec.paper(), spec.test()));
  }

  private Measure measure(String text) {
    return Measure.parse(text, list::isAdaptive);
  }

  private static RecallOverSeeds recalls(double[][] hits) {
    double[] bySeed = Arrays.stream(hits).mapToDouble(Figures::mean).toArray();
    return new RecallOverSeeds(
        withinFractions(BOOTSTRAP.interval(hits)),
        bySeed.length == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(SeedBootstrap.deviation(bySeed)),
        Arrays.stream(bySeed).boxed().toList());
  }

  /** With few seeds Student's t reaches beyond what a recall can be. */
  private static Interval withinFractions(Interval interval) {
    return new Interval(interval.mean(), Math.max(0, interval.low()), Math.min(1, interval.high()));
  }

  Finding finding(AblationList.FindingSpec spec) {
    Measure better = measure(spec.better());
    Measure than = measure(spec.than());
    SequencedMap<Long, RunResult.TestResult> left = tests(better, spec.test());
    SequencedMap<Long, RunResult.TestResult> right = tests(than, spec.test());
    // Runs of the same seed saw the same pairs in the same order.
    List<double[]> differences = new ArrayList<>();
    left.forEach(
        (seed, test) -> {
          if (right.containsKey(seed)) {
            differences.add(difference(test.hits(better, 1), right.get(seed).hits(than, 1)));
          }
        });
    Optional<PaperFigures.Figure> paper = paper(spec.paper(), spec.test());
    if (differences.isEmpty()) {
      return new Finding(spec, Optional.empty(), List.of(), Optional.empty(), paper);
    }
    Interval interval = BOOTSTRAP.interval(differences.toArray(double[][]::new));
    List<Double> bySeed = differences.stream().map(Figures::mean).toList();
    return new Finding(
        spec, Optional.of(interval), bySeed, Optional.of(verdict(interval, bySeed)), paper);
  }

  static Verdict verdict(Interval difference, List<Double> bySeed) {
    if (bySeed.size() == 1) {
      return Verdict.ONE_SEED;
    }
    if (difference.low() > 0) {
      return Verdict.HOLDS;
    }
    if (difference.high() < 0) {
      return Verdict.CONTRARY;
    }
    if (bySeed.stream().allMatch(d -> d > 0)) {
      return Verdict.LEANS;
    }
    if (bySeed.stream().allMatch(d -> d < 0)) {
      return Verdict.LEANS_AGAINST;
    }
    return Verdict.UNDECIDED;
  }

  /** The name of a test; the first one's where none is wanted. */
  private String name(String wanted) {
    return wanted == null ? list.tests().keySet().iterator().next() : wanted;
  }

  private Optional<PaperFigures.Figure> paper(PaperFigures paper, String test) {
    return Optional.ofNullable(paper).flatMap(p -> p.beside(list.tests().get(name(test))));
  }

  /** What a test gave in each run of a configuration, by seed. */
  private SequencedMap<Long, RunResult.TestResult> tests(Measure measure, String wanted) {
    String test = name(wanted);
    TreeMap<Long, RunResult.TestResult> tests = new TreeMap<>();
    for (RunResult result : results) {
      if (result.run().equals(measure.run()) && result.tests().containsKey(test)) {
        tests.put(result.seed(), result.tests().get(test));
      }
    }
    return tests;
  }

  private static double[] difference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalStateException(
          "runs were tested with %d and %d queries".formatted(a.length, b.length));
    }
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
