package org.crossview.cli.train;

import org.crossview.town.TownSettings;
import picocli.CommandLine.Option;

/** Which towns and how many pairs; see {@link PairPlan}. */
final class DataOptions {
  @Option(names = "--seed", defaultValue = "100000", description = "Seed of the first town.")
  private long seed;

  @Option(
      names = "--towns",
      defaultValue = "48",
      description = "Towns to train on, of seeds that follow one another.")
  private int towns;

  @Option(names = "--pairs", defaultValue = "12000", description = "Pairs to train on.")
  private int pairs;

  @Option(
      names = "--tile-width",
      split = "-",
      paramLabel = "METRES",
      defaultValue = "60-160",
      description = "Range of the tiles' width; one is drawn for every stretch, rather narrow.")
  private double[] tileWidth = {};

  @Option(
      names = "--stretch",
      paramLabel = "PAIRS",
      defaultValue = "16",
      description = "Consecutive pairs whose tiles have one width and are of one day.")
  private int stretch;

  @Option(
      names = "--pitch",
      paramLabel = "METRES",
      defaultValue = "10",
      description = "Distance of the tiles along a street.")
  private double pitch;

  @Option(
      names = "--aligned",
      description =
          "Centre each tile on its panorama: an easier task to begin with. Without it a panorama"
              + " belongs to the nearest tile, as in a gallery.")
  private boolean aligned;

  @Option(
      names = "--validation-seed",
      defaultValue = "900000",
      description = "Seed of the first town to validate on.")
  private long validationSeed;

  @Option(names = "--validation-towns", defaultValue = "1", description = "Towns to validate on.")
  private int validationTowns;

  @Option(
      names = "--validation-pairs",
      defaultValue = "1000",
      description = "Pairs to validate on; their tiles are one gallery.")
  private int validationPairs;

  @Option(
      names = "--render-threads",
      description = "Threads that render pairs or decode them. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  PairPlan.Settings training() {
    double low = tileWidth[0];
    double high = tileWidth[tileWidth.length - 1];
    return new PairPlan.Settings(seed, towns, pairs, pitch, low, high, stretch, aligned);
  }

  /** Of the width that towns have by default, as one survey took it: what a demo's gallery is. */
  PairPlan.Settings validation() {
    double width = TownSettings.DEFAULT_TILE_WIDTH_METRES;
    return new PairPlan.Settings(
        validationSeed,
        validationTowns,
        validationPairs,
        pitch,
        width,
        width,
        validationPairs,
        aligned);
  }

  int validationPairs() {
    return validationPairs;
  }

  int threads() {
    return Math.max(1, threads);
  }
}
