package org.crossview.cli.train;

import java.util.List;
import java.util.Optional;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.terminal.UserErrorException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Which data set is trained on instead of towns. */
final class DataSetOptions {
  /** What says which towns are trained on. */
  private static final List<String> OF_TOWNS =
      List.of(
          "--seed",
          "--towns",
          "--rural",
          "--pairs",
          "--tile-width",
          "--stretch",
          "--pitch",
          "--aligned",
          "--validation-seed",
          "--validation-towns");

  /** What means nothing without a data set. */
  private static final List<String> OF_DATA =
      List.of("--validation-data", "--fraction", "--fraction-seed");

  @Option(
      names = "--data",
      paramLabel = NamedData.LABEL,
      description =
          "Trains on a data set instead of towns: cvusa:ROOT, cvact:ROOT, vigor-same:ROOT,"
              + " vigor-cross:ROOT, or pairs:DIR for a folder with pairs.csv. See docs/datasets.md.")
  private String data;

  @Option(
      names = "--validation-data",
      paramLabel = NamedData.LABEL,
      description =
          "Data set to validate on. Default: the part that --data has for it; of a plain folder one"
              + " panorama in ten, which is then not trained on.")
  private String validationData;

  @Option(
      names = "--fraction",
      paramLabel = "F",
      defaultValue = "1",
      description = "Fraction of the pairs to train on, such as 0.2, 0.4, 0.6 (Table VIII).")
  private double fraction;

  @Option(
      names = "--fraction-seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Seed of the choice that --fraction makes; smaller fractions are part of larger ones.")
  private long fractionSeed;

  /** Whether a data set is named. */
  boolean isGiven() {
    return data != null;
  }

  /**
   * Checks that options of towns and of data sets are not mixed.
   *
   * @throws UserErrorException if they are
   */
  void check(ParseResult given) {
    for (String option : isGiven() ? OF_TOWNS : OF_DATA) {
      if (given.hasMatchedOption(option)) {
        throw new UserErrorException(
            isGiven()
                ? "%s belongs to generated towns; leave it out beside --data".formatted(option)
                : "%s belongs to a data set; name one with --data".formatted(option));
      }
    }
    if (!(fraction > 0 && fraction <= 1)) {
      throw new UserErrorException("--fraction needs more than 0 and at most 1, got " + fraction);
    }
  }

  /**
   * Reads the data sets.
   *
   * @param validationPairs at most so many pairs to validate on
   * @throws UserErrorException if one cannot be used
   */
  DataSetChoice choose(int validationPairs) {
    return DataSetChoice.of(
        NamedData.of("--data", data),
        Optional.ofNullable(validationData).map(name -> NamedData.of("--validation-data", name)),
        fraction,
        fractionSeed,
        validationPairs);
  }
}
