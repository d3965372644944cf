package org.crossview.cli.ablate.run;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.DataRoots;
import org.crossview.cli.ablate.list.ListTowns;
import org.crossview.cli.ablate.list.PlannedRun;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.train.DataSetChoice;
import org.crossview.cli.train.PairPlan;
import org.crossview.cli.train.PreparedPairs;
import org.crossview.cli.train.RenderedPairs;
import org.crossview.cli.train.SplitChoice;
import org.crossview.cli.train.SplitPreparation;
import org.crossview.sirnet.network.SirNetSettings;

/** The pairs that the runs train on and are watched on: one cache for each size of input. */
final class AblationData implements AutoCloseable {
  /** Seed of the choice of a fraction, as in {@code train}. */
  private static final long FRACTION_SEED = 1;

  private final AblationList.DataSpec spec;
  private final Path cache;
  private final int threads;
  private final Optional<DataSetChoice> choice;
  private final Map<String, PreparedPairs> opened = new HashMap<>();

  /**
   * Reads the lists of a data set; renders and decodes nothing yet.
   *
   * @param cache folder of prepared pairs
   * @param roots where data sets lie
   */
  AblationData(AblationList.DataSpec spec, Path cache, int threads, DataRoots roots) {
    this.spec = spec;
    this.cache = cache;
    this.threads = threads;
    this.choice = Optional.ofNullable(spec.set()).map(set -> choice(roots.find("data", set)));
  }

  private DataSetChoice choice(NamedData named) {
    return DataSetChoice.of(
        named, Optional.empty(), spec.part(), FRACTION_SEED, Math.max(1, spec.validationPairs()));
  }

  /** In words, equal for equal pairs, wherever a data set lies. */
  String identity() {
    return choice
        .map(c -> c.training().words() + ", validated on " + c.validation().words())
        .orElseGet(spec::toString);
  }

  PreparedPairs training(PlannedRun run) throws InterruptedException {
    SirNetSettings network = run.configuration().network();
    return choice.isPresent()
        ? decoded("training", choice.get().training(), network)
        : rendered("training", ListTowns.training(spec), network);
  }

  /** Of the width that towns have by default, as one survey took it; null for none. */
  PreparedPairs validation(PlannedRun run) throws InterruptedException {
    if (spec.validationPairs() == 0) {
      return null;
    }
    SirNetSettings network = run.configuration().network();
    return choice.isPresent()
        ? decoded("validation", choice.get().validation(), network)
        : rendered("validation", ListTowns.validation(spec), network);
  }

  private PreparedPairs rendered(String what, PairPlan.Settings settings, SirNetSettings network)
      throws InterruptedException {
    String key = key(what, network);
    if (!opened.containsKey(key)) {
      opened.put(key, RenderedPairs.open(settings, network, cache, threads, what + " pairs"));
    }
    return opened.get(key);
  }

  private PreparedPairs decoded(String what, SplitChoice split, SirNetSettings network)
      throws InterruptedException {
    String key = key(what, network);
    if (!opened.containsKey(key)) {
      Omissions omissions = new Omissions();
      omissions.addAll(split.split().missing());
      opened.put(key, new SplitPreparation(network, cache, threads, omissions).prepare(split));
      if (!omissions.isEmpty()) {
        omissions.print(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
      }
    }
    return opened.get(key);
  }

  private static String key(String what, SirNetSettings network) {
    return what + " " + RenderedPairs.inputOf(network);
  }

  /**
   * Whether the pairs that training is watched on are tested, too: a data set's are of the part
   * that its published figures are of.
   */
  boolean isWatchedOnTests() {
    return choice.isPresent();
  }

  /** Images that one validation describes. */
  long validated() {
    return 2L * spec.validationPairs();
  }

  @Override
  public void close() {
    opened.values().forEach(PreparedPairs::close);
  }
}
