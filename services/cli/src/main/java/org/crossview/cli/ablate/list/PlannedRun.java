package org.crossview.cli.ablate.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.configuration.Configuration;

/**
 * One configuration to train with one seed.
 *
 * @param name of the configuration in its list
 * @param seed of weights, order, augmentation and dropout
 * @param smoke whether it is trained for a few steps only
 * @param configuration as the list has it; see {@link #ofSteps} for its length
 */
public record PlannedRun(String name, long seed, boolean smoke, Configuration configuration) {
  /** Validations of a run, at least, and checkpoints, which cost less. */
  public static final int VALIDATIONS = 4;

  private static final int CHECKPOINTS = 12;

  /**
   * All runs of a list: smoke runs first, which show early what cannot run at all; then seed by
   * seed, so that an early end leaves whole comparisons of fewer seeds.
   *
   * @param seeds of the runs that are no smoke runs
   * @throws UserErrorException if a setting is unknown, not allowed or of runs that start from
   *     another, or a table or finding lacks something or names what there is not
   */
  public static List<PlannedRun> all(String listName, AblationList list, List<Long> seeds) {
    List<PlannedRun> runs = new ArrayList<>();
    for (String name : list.smoke()) {
      runs.add(of(listName, list, name, list.seeds().getFirst()));
    }
    for (long seed : seeds) {
      for (String name : list.runs().keySet()) {
        if (!list.smoke().contains(name)) {
          runs.add(of(listName, list, name, seed));
        }
      }
    }
    FiguresCheck.check(listName, list, runs);
    return runs;
  }

  private static PlannedRun of(String listName, AblationList list, String name, long seed) {
    boolean smoke = list.smoke().contains(name);
    Map<String, String> settings = new LinkedHashMap<>(list.set());
    settings.putAll(list.runs().get(name));
    if (smoke) {
      settings.putAll(list.smokeSet());
    }
    settings.put("training.seed", Long.toString(seed));
    String origin = "run '%s' of %s".formatted(name, listName);
    try {
      Configuration configuration = Configuration.load(list.config()).with(settings, origin);
      requireFreshStart(origin, configuration);
      return new PlannedRun(name, seed, smoke, configuration);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  private static void requireFreshStart(String origin, Configuration configuration) {
    if (configuration.training().frozenAverages()) {
      throw new UserErrorException(
          "%s: training.frozenAverages normalises by the averages of a run before, and ablate starts from none; leave it out"
              .formatted(origin));
    }
  }

  /**
   * The settings of this run when it has so many steps: it is validated and saved as often as they
   * say, and more often where it is too short for that.
   */
  public Configuration ofSteps(int steps) {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put(
        "training.validateEvery",
        every(configuration.training().validateEvery(), steps, VALIDATIONS));
    changes.put(
        "training.checkpointEvery",
        every(configuration.training().checkpointEvery(), steps, CHECKPOINTS));
    return configuration.ofSteps(steps).with(changes, "the length of the run");
  }

  /** 0 stays what it is: one at the end. */
  private static String every(int wanted, int steps, int times) {
    return Integer.toString(Math.min(wanted, Math.max(1, Math.ceilDiv(steps, times))));
  }

  /** Where it lies below the folder of the ablation. */
  public Path folder(Path out) {
    return out.resolve("runs").resolve(name).resolve("seed-" + seed);
  }

  /** For people. */
  public String label() {
    return smoke ? name + " (smoke)" : "%s, seed %d".formatted(name, seed);
  }
}
