package org.crossview.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.crossview.cli.CodeFingerprint;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.town.Town;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Trains SIRNet on generated towns, or on a data set: prepares pairs of panoramas and tiles in a"
          + " cache, trains on them, validates on others, and exports the model.",
      "A run on a folder that holds a checkpoint goes on from there; Ctrl-C and the end of"
          + " --minutes save one, and export what was reached."
    })
public final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run: checkpoint/, metrics.jsonl and, at the end, model/.")
  private Path out;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where prepared pairs are kept; may be shared by runs. Default: OUT/pairs.")
  private Path cache;

  @Spec private CommandSpec spec;
  @Mixin private DataSetOptions dataSet;
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
    dataSet.check(spec.commandLine().getParseResult());
    if (dataSet.isGiven()) {
      return trainOnDataSet(settings);
    }
    try (TownPairs training = rendered(data.training(), settings, "training pairs");
        TownPairs validation = rendered(data.validation(), settings, "validation pairs")) {
      return new TrainingRun(settings, schedule, out).run(training, validation);
    }
  }

  private int trainOnDataSet(SirNetSettings settings) throws IOException, InterruptedException {
    PrintWriter log = spec.commandLine().getErr();
    DataSetOptions.Choice choice = dataSet.choose(data.validationPairs());
    Omissions omissions = new Omissions();
    omissions.addAll(choice.training().split().missing());
    omissions.addAll(choice.validation().split().missing());
    SplitPreparation preparation =
        new SplitPreparation(settings, cacheFolder(), data.threads(), omissions);
    try (SplitPairs training = preparation.prepare(choice.training());
        SplitPairs validation = preparation.prepare(choice.validation())) {
      omissions.print(log);
      int code = new TrainingRun(settings, schedule, out).run(training, validation);
      log.println(omissions.summary());
      return code;
    }
  }

  private TownPairs rendered(PairPlan.Settings wanted, SirNetSettings settings, String task)
      throws InterruptedException {
    PairPlan plan = PairPlan.make(wanted);
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
            cacheFolder().resolve(name),
            wanted.pairs(),
            settings.imageBytes(View.GROUND),
            settings.imageBytes(View.AERIAL));
    new PairRenderer(settings).fill(pairs, plan, data.threads(), "rendering " + task);
    return new TownPairs(plan, pairs);
  }

  private Path cacheFolder() {
    return cache == null ? out.resolve("pairs") : cache;
  }
}
