package org.crossview.cli.ablate.list;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crossview.sirnet.configuration.Configuration;

/**
 * What a list file says, its includes merged in; docs/ablation.md describes the format.
 *
 * @param title of the report
 * @param about what is compared and how, a sentence or two
 * @param config name or file of the configuration that all runs start from
 * @param set settings of all runs over those of the configuration, by key
 * @param seeds of the training runs; every configuration is trained once with each
 * @param data towns or a data set to train on
 * @param tests where the trained networks are measured, by name; the first is the default
 * @param runs the configurations, by name: settings over those of {@code set}
 * @param smoke runs that are trained for a few steps only, to see that they learn at all
 * @param smokeSet settings of the smoke runs over their own
 * @param tables of the report
 * @param findings that are checked
 */
public record AblationList(
    String title,
    String about,
    String config,
    Map<String, String> set,
    List<Long> seeds,
    DataSpec data,
    Map<String, TestSpec> tests,
    Map<String, Map<String, String>> runs,
    List<String> smoke,
    Map<String, String> smokeSet,
    List<TableSpec> tables,
    List<FindingSpec> findings) {
  private static final String ASE = "evaluation.ase";

  /** A data set as a list names it, without its folder. */
  public static String withoutRoot(String set) {
    return set.replaceFirst(":.*", "");
  }

  /** Whether a run has adaptive step estimation, {@code evaluation.ase}. */
  public boolean isAdaptive(String run) {
    String own = runs.getOrDefault(run, Map.of()).getOrDefault(ASE, set.get(ASE));
    return own == null ? Configuration.load(config).evaluation().ase() : Boolean.parseBoolean(own);
  }

  /** With other settings of all runs over those of the list; a run's own are stronger. */
  public AblationList withSettings(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(set);
    all.putAll(more);
    return new AblationList(
        title, about, config, all, seeds, data, tests, runs, smoke, smokeSet, tables, findings);
  }

  /**
   * What to train on: towns, or a data set; see {@code train --help}. What belongs to the other of
   * the two is null.
   *
   * @param set data set, such as {@code cvusa} or {@code cvusa:/data/CVUSA}; null for towns
   * @param fraction of its pairs to train on; null for all
   * @param seed of the first town
   * @param towns whose seeds follow one another
   * @param pairs of all towns together
   * @param pitch metres between the tiles along a street
   * @param tileWidth metres that a tile shows, lowest and highest
   * @param aligned whether each tile is centred on its panorama
   * @param validationSeed of the town that training is watched on
   * @param validationPairs of that town, or at most of the data set's other part
   */
  public record DataSpec(
      String set,
      Double fraction,
      Long seed,
      Integer towns,
      Integer pairs,
      Double pitch,
      List<Double> tileWidth,
      Boolean aligned,
      Long validationSeed,
      Integer validationPairs) {

    /** Fraction of the pairs of a data set. */
    public double part() {
      return fraction == null ? 1 : fraction;
    }
  }

  /**
   * Queries and a gallery in a town, or those of a data set; see {@code evaluate --help}.
   *
   * @param set data set, such as {@code cvact-test}; null for a town
   * @param town seed
   * @param tiles of the gallery
   * @param fine queries anywhere on the streets instead of at the centres of tiles
   * @param queries 0 for as many as tiles
   * @param distractors tiles of elsewhere in the gallery: of another town, such as {@code 8:1000},
   *     or, beside {@code set}, of another data set; or null
   */
  public record TestSpec(
      String set, long town, int tiles, boolean fine, int queries, String distractors) {}

  /**
   * A table of the report.
   *
   * @param title with the paper's number
   * @param about what the paper compares, and what it found; or null
   * @param plot {@code r1} or {@code recalls}
   */
  public record TableSpec(String title, String about, Plot plot, List<RowSpec> rows) {}

  /** What a table's chart shows. */
  public enum Plot {
    /** r@1 of every row. */
    R1,
    /** r@1, 5, 10 and 1 % of every row. */
    RECALLS
  }

  /**
   * A row of a table.
   *
   * @param label in the paper's words
   * @param group of rows that a chart draws in one colour; or null
   * @param measure of which run, in the form of {@link Measure}
   * @param test name of a test; null for the first
   * @param paper r@1, r@5, r@10 and r@1 % in the paper, percent; or null, or only the first
   */
  public record RowSpec(
      String label, String group, String measure, String test, PaperFigures paper) {}

  /**
   * A claim of the paper: one measure is better than another at r@1.
   *
   * @param claim a sentence
   * @param better the measure that should be higher
   * @param than the one that should be lower
   * @param test name of a test; null for the first
   * @param paper the difference in the paper, points; or null
   */
  public record FindingSpec(
      String claim, String better, String than, String test, PaperFigures paper) {}
}
