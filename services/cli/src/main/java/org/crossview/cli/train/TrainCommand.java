package org.crossview.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.crossview.cli.CodeFingerprint;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.town.Town;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Trains SIRNet on generated towns: renders pairs of panoramas and tiles into a cache, trains"
          + " on them, validates on towns of other seeds, and exports the model.",
      "A run on a folder that holds a checkpoint goes on from there, with the same losses as if it"
          + " had never stopped, even after a kill. Ctrl-C and the end of --minutes save a"
          + " checkpoint and export the best of what was reached."
    })
public final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder of the run: checkpoint/ of the last step, best/ of the best validation,"
              + " metrics.jsonl, its plot progress.svg and .png and, at the end, model/.")
  private Path out;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where rendered pairs are kept; may be shared by runs. Default: OUT/pairs.")
  private Path cache;

  @Mixin private DataOptions data;
  @Mixin private NetworkOptions network;
  @Mixin private ScheduleOptions schedule;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SirNetSettings settings;
    try {
      settings = network.settings();
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
    try (TownPairs training = rendered(data.training(), settings, "training pairs");
        TownPairs validation = rendered(data.validation(), settings, "validation pairs")) {
      return new TrainingRun(settings, schedule, out).run(training, validation);
    }
  }

  private TownPairs rendered(PairPlan.Settings wanted, SirNetSettings settings, String task)
      throws InterruptedException {
    PairPlan plan = PairPlan.make(wanted);
    Path folder = cache == null ? out.resolve("pairs") : cache;
    String name =
        "%s-%s-%dx%d-%s-%dx%d.pairs"
            .formatted(
                CodeFingerprint.of(Town.class),
                plan.fingerprint(),
                settings.groundHeight(),
                settings.groundWidth(),
                settings.polar() ? "polar" : "plain",
                settings.aerialHeight(),
                settings.aerialWidth());
    PairCache pairs =
        PairCache.open(
            folder.resolve(name),
            wanted.pairs(),
            settings.imageBytes(View.GROUND),
            settings.imageBytes(View.AERIAL));
    new PairRenderer(settings).fill(pairs, plan, data.threads(), "rendering " + task);
    return new TownPairs(plan, pairs);
  }
}
