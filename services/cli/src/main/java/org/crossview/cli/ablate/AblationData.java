package org.crossview.cli.ablate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.crossview.cli.train.PairPlan;
import org.crossview.cli.train.RenderedPairs;
import org.crossview.cli.train.TownPairs;
import org.crossview.cli.train.TownSeeds;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.town.TownSettings;

/** The pairs that the runs train on and are watched on: one cache for each size of input. */
final class AblationData implements AutoCloseable {
  /** Consecutive pairs whose tiles have one width and one day, as in {@code train}. */
  private static final int STRETCH = 16;

  /** Validations of a run whose images count in the budget. */
  private static final int VALIDATIONS = 4;

  private final AblationList.DataSpec spec;
  private final Path cache;
  private final int threads;
  private final Map<String, TownPairs> opened = new HashMap<>();

  AblationData(AblationList.DataSpec spec, Path cache, int threads) {
    this.spec = spec;
    this.cache = cache;
    this.threads = threads;
  }

  TownPairs training(PlannedRun run) throws InterruptedException {
    return pairs(
        "training",
        new PairPlan.Settings(
            TownSeeds.inARow(spec.seed(), spec.towns()),
            spec.pairs(),
            spec.pitch(),
            spec.tileWidth().getFirst(),
            spec.tileWidth().getLast(),
            STRETCH,
            spec.aligned()),
        run.configuration().network());
  }

  /** Of the width that towns have by default, as one survey took it; null for none. */
  TownPairs validation(PlannedRun run) throws InterruptedException {
    if (spec.validationPairs() == 0) {
      return null;
    }
    double width = TownSettings.DEFAULT_TILE_WIDTH_METRES;
    return pairs(
        "validation",
        new PairPlan.Settings(
            TownSeeds.inARow(spec.validationSeed(), 1),
            spec.validationPairs(),
            spec.pitch(),
            width,
            width,
            spec.validationPairs(),
            spec.aligned()),
        run.configuration().network());
  }

  private TownPairs pairs(String what, PairPlan.Settings settings, SirNetSettings network)
      throws InterruptedException {
    String key = what + " " + RenderedPairs.inputOf(network);
    TownPairs pairs = opened.get(key);
    if (pairs == null) {
      pairs = RenderedPairs.open(settings, network, cache, threads, what + " pairs");
      opened.put(key, pairs);
    }
    return pairs;
  }

  /** Images that a run describes. */
  long images(AblationList list) {
    long images = 2L * VALIDATIONS * spec.validationPairs();
    for (AblationList.TestSpec test : list.tests().values()) {
      images += 2L * test.tiles();
    }
    return images;
  }

  @Override
  public void close() {
    opened.values().forEach(TownPairs::close);
  }
}
