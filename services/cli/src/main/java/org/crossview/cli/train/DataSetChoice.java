package org.crossview.cli.train;

import java.util.Optional;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.split.Split;

/**
 * What of a data set is trained and validated on.
 *
 * @param training pairs to train on
 * @param validation others
 */
public record DataSetChoice(SplitChoice training, SplitChoice validation) {

  /**
   * Reads the lists of a data set.
   *
   * @param named to train on
   * @param other to validate on; empty for the part that the first one has for it, or, of a plain
   *     folder, for one panorama in ten, which is then not trained on
   * @param fraction of the pairs to train on, more than 0 and at most 1
   * @param fractionSeed of the choice of that fraction
   * @param validationPairs at most so many pairs to validate on
   * @throws UserErrorException if one cannot be used
   */
  public static DataSetChoice of(
      NamedData named,
      Optional<NamedData> other,
      double fraction,
      long fractionSeed,
      int validationPairs) {
    SplitChoice all = SplitChoice.all(named.training());
    Optional<Split> part =
        other.isPresent()
            ? other.map(NamedData::queries)
            : Optional.of(named)
                .filter(n -> n.dataSet().kind().isDivided())
                .map(NamedData::validation);
    SplitChoice validation = part.map(SplitChoice::all).orElseGet(all::heldOut);
    SplitChoice training = part.isPresent() ? all : all.withoutTilesOf(validation);
    if (training.panoramas().length == 0) {
      throw new UserErrorException(
          "%s has no pair left to train on beside those to validate on, %d of %d; name other pairs to validate on with --validation-data"
              .formatted(
                  all.split().name(), validation.panoramas().length, all.panoramas().length));
    }
    return new DataSetChoice(
        training.fraction(fraction, fractionSeed), validation.atMost(validationPairs));
  }

  /** Notes the images that the lists name and that are not there. */
  public void addMissing(Omissions omissions) {
    omissions.addAll(training.split().missing());
    omissions.addAll(validation.split().missing());
  }
}
