package org.crossview.cli.train;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.crossview.town.Town;

/**
 * The seeds of the towns of a plan, ascending from the first.
 *
 * @param first seed
 * @param towns how many, at least 1
 * @param ruralShare fraction of them, 0..1, that is rural: seeds of the kind there are enough of
 *     are passed over. Empty for towns as they come
 */
public record TownSeeds(long first, int towns, OptionalDouble ruralShare) {
  public TownSeeds {
    if (towns < 1) {
      throw new IllegalArgumentException("towns = %d is not at least 1".formatted(towns));
    }
    ruralShare.ifPresent(TownSeeds::check);
  }

  /** Seeds that follow one another. */
  public static TownSeeds inARow(long first, int towns) {
    return new TownSeeds(first, towns, OptionalDouble.empty());
  }

  private static void check(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a share of rural towns of %s is not from 0 to 1".formatted(share));
    }
  }

  /** As many as there are towns. */
  List<Long> list() {
    if (ruralShare.isEmpty()) {
      return LongStream.range(first, first + towns).boxed().toList();
    }
    int rural = (int) Math.round(towns * ruralShare.getAsDouble());
    return LongStream.concat(
            LongStream.iterate(first, s -> s + 1).filter(Town::isRural).limit(rural),
            LongStream.iterate(first, s -> s + 1)
                .filter(s -> !Town.isRural(s))
                .limit(towns - rural))
        .sorted()
        .boxed()
        .toList();
  }

  /** Tells them from others in file names. */
  String fingerprint() {
    String share = ruralShare.isPresent() ? "r" + ruralShare.getAsDouble() : "";
    return "%d-%d%s".formatted(first, towns, share);
  }
}
