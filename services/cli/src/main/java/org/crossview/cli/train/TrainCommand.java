package org.crossview.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.pretrained.ImageNetWeights;
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
  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Configuration configuration = options.configuration();
    SirNetSettings settings = configuration.network();
    ImageNetWeights backbone = options.backbone(settings);
    try (TownPairs training = rendered(data.training(), settings, "training pairs");
        TownPairs validation = rendered(data.validation(), settings, "validation pairs")) {
      return new TrainingRun(configuration, backbone, options.schedule(), out)
          .run(training, validation);
    }
  }

  private TownPairs rendered(PairPlan.Settings wanted, SirNetSettings settings, String task)
      throws InterruptedException {
    Path folder = cache == null ? out.resolve("pairs") : cache;
    return RenderedPairs.open(wanted, settings, folder, data.threads(), task);
  }
}
