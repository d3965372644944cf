package org.crossview.cli.train;

import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.town.TownSettings;
import picocli.CommandLine.Help;
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

  @Option(
      names = "--rural",
      paramLabel = "SHARE",
      description =
          "Share, 0 to 1, of the towns to train on that is rural: fields and woods, where places are"
              + " hardest to tell apart; seeds of the other kind are passed over once there are"
              + " enough of it. Default: towns as they come, of which about a fifth is rural.")
  private Double rural;

  @Option(names = "--pairs", defaultValue = "12000", description = "Pairs to train on.")
  private int pairs;

  @Option(
      names = "--tile-width",
      split = "-",
      paramLabel = "METRES[-METRES]",
      hideParamSyntax = true,
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
      showDefaultValue = Help.Visibility.NEVER,
      description = "Threads that render pairs or decode them. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /**
   * The pairs to train on.
   *
   * @throws UserErrorException if there are none of this kind
   */
  PairPlan.Settings training() {
    double low = tileWidth[0];
    double high = tileWidth[tileWidth.length - 1];
    OptionalDouble share = rural == null ? OptionalDouble.empty() : OptionalDouble.of(rural);
    return checked(
        () ->
            new PairPlan.Settings(
                new TownSeeds(seed, towns, share), pairs, pitch, low, high, stretch, aligned));
  }

  /**
   * Of the width that towns have by default, as one survey took it: what a demo's gallery is.
   *
   * @throws UserErrorException if there are none of this kind
   */
  PairPlan.Settings validation() {
    double width = TownSettings.DEFAULT_TILE_WIDTH_METRES;
    return checked(
        () ->
            new PairPlan.Settings(
                TownSeeds.inARow(validationSeed, validationTowns),
                validationPairs,
                pitch,
                width,
                width,
                validationPairs,
                aligned));
  }

  private static PairPlan.Settings checked(Supplier<PairPlan.Settings> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  int validationPairs() {
    return validationPairs;
  }

  int threads() {
    return Math.max(1, threads);
  }
}
