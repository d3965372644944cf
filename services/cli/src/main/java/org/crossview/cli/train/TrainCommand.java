package org.crossview.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.terminal.OutputFolder;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.pretrained.ImageNetWeights;
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
      description = "Where prepared pairs are kept; may be shared by runs. Default: OUT/pairs.")
  private Path cache;

  @Option(
      names = "--look-alikes",
      paramLabel = "MODEL",
      description =
          "Model of the same input, such as OUT/model of the run to start from: pairs whose tiles it"
              + " finds alike become neighbours, so that --group puts look-alikes into a batch instead"
              + " of neighbouring places.")
  private Path lookAlikes;

  @Option(
      names = "--look-alikes-within",
      paramLabel = "PAIRS",
      description =
          "With --look-alikes: looks for them among this many pairs that follow each other only, such"
              + " as --stretch makes: places of one town, one day and tile width, as in a gallery."
              + " Default: among all pairs.")
  private Integer lookAlikesWithin;

  @Spec private CommandSpec spec;
  @Mixin private DataSetOptions dataSet;
  @Mixin private DataOptions data;
  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    dataSet.check(spec.commandLine().getParseResult());
    Configuration configuration = options.configuration();
    SirNetSettings settings = configuration.network();
    ImageNetWeights backbone = options.backbone(settings);
    TrainingRun run = new TrainingRun(configuration, backbone, options.schedule(), out);
    run.checkStart();
    Ordering ordering = ordering(configuration);
    if (dataSet.isGiven()) {
      return trainOnDataSet(run, settings, ordering);
    }
    PairPlan.Settings wanted = data.training();
    PairPlan.Settings heldOut = data.validation();
    claim(RenderedPairs.words(wanted), RenderedPairs.words(heldOut), ordering);
    try (TownPairs training = rendered(wanted, settings, "training pairs");
        TownPairs validation = rendered(heldOut, settings, "validation pairs")) {
      return run.run(ordering.ordered(training), validation);
    }
  }

  private Ordering ordering(Configuration configuration) {
    if (lookAlikes == null) {
      if (lookAlikesWithin != null) {
        throw new UserErrorException("--look-alikes-within needs --look-alikes MODEL");
      }
      return new AsPlanned();
    }
    OptionalInt within = lookAlikesWithin();
    int block = configuration.training().block();
    if (within.isPresent() && within.getAsInt() <= block) {
      spec.commandLine()
          .getErr()
          .printf(
              "warning: --look-alikes-within %d decides nothing with --block %d: a group is drawn at"
                  + " random from a block; give a smaller block or a longer run%n",
              within.getAsInt(), block);
    }
    return new LookAlikes(lookAlikes, within, configuration.network(), out);
  }

  private OptionalInt lookAlikesWithin() {
    if (lookAlikesWithin == null) {
      return OptionalInt.empty();
    }
    if (lookAlikesWithin < 2) {
      throw new UserErrorException(
          "--look-alikes-within %d: at least 2 pairs, and better as many as --stretch"
              .formatted(lookAlikesWithin));
    }
    return OptionalInt.of(lookAlikesWithin);
  }

  /** A run does not go on with other pairs, or as if it had begun with other weights. */
  private void claim(String training, String validation, Ordering ordering) throws IOException {
    OutputFolder.make(out);
    new RunOrigin(training, validation, ordering.words())
        .from("--start-from", options.schedule().startFrom())
        .from("--vgg16", options.vgg16())
        .claim(out);
  }

  private int trainOnDataSet(TrainingRun run, SirNetSettings settings, Ordering ordering)
      throws IOException, InterruptedException {
    PrintWriter log = spec.commandLine().getErr();
    DataSetChoice choice = dataSet.choose(data.validationPairs());
    claim(choice.training().words(), choice.validation().words(), ordering);
    Omissions omissions = new Omissions();
    choice.addMissing(omissions);
    SplitPreparation preparation =
        new SplitPreparation(settings, cacheFolder(), data.threads(), omissions);
    try (PreparedPairs training = preparation.prepare(choice.training());
        PreparedPairs validation = preparation.prepare(choice.validation())) {
      omissions.print(log);
      int code = run.run(ordering.ordered(training), validation);
      log.println(omissions.summary());
      return code;
    }
  }

  private TownPairs rendered(PairPlan.Settings wanted, SirNetSettings settings, String task)
      throws InterruptedException {
    return RenderedPairs.open(wanted, settings, cacheFolder(), data.threads(), task);
  }

  private Path cacheFolder() {
    return cache == null ? out.resolve("pairs") : cache;
  }
}
