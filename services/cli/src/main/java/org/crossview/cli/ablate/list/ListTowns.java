package org.crossview.cli.ablate.list;

import java.util.OptionalLong;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.TownSets;
import org.crossview.cli.evaluate.WithDistractors;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.cli.train.PairPlan;
import org.crossview.cli.train.TownSeeds;
import org.crossview.town.TownSettings;

/** The towns that a list names: those to train on, the one to watch training on, and its tests. */
public final class ListTowns {
  /** Consecutive pairs whose tiles have one width and one day, as in {@code train}. */
  private static final int STRETCH = 16;

  private ListTowns() {}

  /**
   * The towns to train on.
   *
   * @throws IllegalArgumentException if there can be none such
   */
  public static PairPlan.Settings training(AblationList.DataSpec spec) {
    return new PairPlan.Settings(
        TownSeeds.inARow(spec.seed(), spec.towns()),
        spec.pairs(),
        spec.pitch(),
        spec.tileWidth().getFirst(),
        spec.tileWidth().getLast(),
        STRETCH,
        spec.aligned());
  }

  /** The town that training is watched on, its tiles as wide as one survey took them. */
  public static PairPlan.Settings validation(AblationList.DataSpec spec) {
    double width = TownSettings.DEFAULT_TILE_WIDTH_METRES;
    return new PairPlan.Settings(
        TownSeeds.inARow(spec.validationSeed(), 1),
        spec.validationPairs(),
        spec.pitch(),
        width,
        width,
        spec.validationPairs(),
        spec.aligned());
  }

  /**
   * The queries and tiles of a test; plans its towns, which takes moments.
   *
   * @param place where the test is named, for messages
   * @throws UserErrorException if there are none such
   */
  public static EvaluationSet test(String place, AblationList.TestSpec spec) {
    TownSets towns =
        new TownSets(
            new TownSets.Names(
                place + ": town", place + ": tiles", place + ": queries", place + ": distractors"),
            TownSettings.DEFAULT_TILE_WIDTH_METRES);
    int queries = spec.queries() == 0 ? spec.tiles() : spec.queries();
    EvaluationSet plain = towns.queries(spec.town(), spec.tiles(), spec.fine(), queries);
    return spec.distractors() == null
        ? plain
        : new WithDistractors(
            plain, towns.distractors(spec.distractors(), OptionalLong.of(spec.town())));
  }
}
