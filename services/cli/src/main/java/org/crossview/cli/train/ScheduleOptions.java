package org.crossview.cli.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.training.AugmentationSettings;
import picocli.CommandLine.Option;

/** How long and how fast is trained: single settings over those of the configuration. */
final class ScheduleOptions {
  @Option(
      names = "--steps",
      description = "Updates of the whole run (training.steps; small: 8000).")
  private Integer steps;

  @Option(
      names = "--minutes",
      description =
          "Time for the training itself. The speed is measured first, and --steps lowered to what"
              + " fits; the run ends then in any case. A run that goes on keeps its steps, and ends at"
              + " the last of them or by the time.")
  private Double minutes;

  @Option(names = "--batch", description = "Pairs of a batch (training.batch; small: 32).")
  private Integer batch;

  @Option(
      names = "--group",
      description =
          "Neighbouring places (10 to 30 m apart) that share a batch: hard negatives. Divides"
              + " --batch (training.group; small: 4).")
  private Integer group;

  @Option(
      names = "--block",
      description =
          "So many consecutive pairs a group is drawn from; a multiple of --group. Larger than it, a"
              + " group is a handful from one town. Default: the group itself, which is a run of"
              + " neighbours (training.block).")
  private Integer block;

  @Option(
      names = "--learning-rate",
      description = "Adam's rate at its top (training.learningRate.base; small: 2e-3).")
  private Double learningRate;

  @Option(
      names = "--warmup",
      description =
          "Steps until the rate is at its top, at most a quarter of the run"
              + " (training.learningRate.warmupSteps; small: 100).")
  private Integer warmup;

  @Option(
      names = "--loss",
      paramLabel = "KIND",
      description =
          "soft-margin, as in the paper, or info-nce, which weighs hard negatives more"
              + " (training.loss.kind; small: info-nce).")
  private String loss;

  @Option(
      names = "--batch-normalization",
      negatable = true,
      description =
          "Normalise the convolutions of backbone and refinement while training, or do not; the"
              + " exported network has none of it (training.batchNormalization; small: true).")
  private Boolean batchNormalization;

  @Option(
      names = "--frozen-averages",
      description =
          "Normalise by the averages of the run to start from, which is how the export does it: for"
              + " a last run on batches of one town; needs --start-from (training.frozenAverages).")
  private Boolean frozenAverages;

  @Option(
      names = "--precision",
      paramLabel = "KIND",
      description =
          "float32, or bfloat16: convolutions round what they read and give, which is faster on"
              + " processors with AVX512_BF16 and many times slower on those without AVX-512; the exported network does not (training.precision).")
  private String precision;

  @Option(names = "--beta", description = "Factor of the loss (training.loss.beta; small: 10).")
  private Double beta;

  @Option(
      names = "--beta-warmup",
      description =
          "Steps over which beta rises from a tenth, at most a quarter of the run: keeps descriptors"
              + " from collapsing (training.loss.betaWarmup; small: 100).")
  private Integer betaWarmup;

  @Option(
      names = "--column-weight",
      paramLabel = "FACTOR",
      description =
          "Weight of the contrast between single columns beside the loss of the paper, which has"
              + " none. With it random weights learn far sooner (training.loss.columnWeight; small: 0.3).")
  private Double columnWeight;

  @Option(
      names = "--colours",
      defaultValue = "1",
      paramLabel = "FACTOR",
      description =
          "Factor, 0 to 1, on how much the configuration changes brightness, contrast and colours of"
              + " the pairs at random.")
  private double colours;

  @Option(
      names = "--run-seed",
      description = "Seed of weights, order, augmentation and dropout (training.seed; small: 1).")
  private Long runSeed;

  @Option(
      names = "--validate-every",
      description =
          "Steps between two validations and between two checkpoints (training.validateEvery,"
              + " checkpointEvery; small: 500).")
  private Integer every;

  @Option(
      names = "--patience",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Ends the training after so many validations without a better one (the mean over the"
              + " steps of r@1); 0 for never. The best one is exported in any case.")
  private int patience;

  @Option(
      names = "--readers",
      paramLabel = "N",
      description =
          "Threads that read, decode and augment the coming batches while the network trains; the"
              + " pairs do not depend on it (training.readers; small: 1).")
  private Integer readers;

  @Option(
      names = "--threads",
      description = "Threads of TensorFlow (training.threads). Default: all processors.")
  private Integer threads;

  @Option(
      names = "--start-from",
      paramLabel = "DIR",
      description =
          "What this run begins with: --out of an easier run of the same network, with batch"
              + " normalisation in both or in neither; or an exported model, such as OUT/model of any"
              + " run, with --no-batch-normalization, whose network may have fewer"
              + " network.outputChannels.")
  private Path startFrom;

  /**
   * The keys that were given, with their values.
   *
   * @throws UserErrorException if the factor on the colours, which is no key, is not allowed
   */
  Map<String, String> given() {
    if (!(colours >= 0 && colours <= 1)) {
      throw new UserErrorException("--colours is %s and must be 0 to 1".formatted(colours));
    }
    Map<String, String> given = new LinkedHashMap<>();
    GivenSettings.put(given, "training.steps", steps);
    GivenSettings.put(given, "training.batch", batch);
    GivenSettings.put(given, "training.group", group);
    GivenSettings.put(given, "training.block", block);
    GivenSettings.put(given, "training.learningRate.base", learningRate);
    GivenSettings.put(given, "training.learningRate.warmupSteps", warmup);
    GivenSettings.put(given, "training.loss.kind", loss);
    GivenSettings.put(given, "training.batchNormalization", batchNormalization);
    GivenSettings.put(given, "training.frozenAverages", frozenAverages);
    GivenSettings.put(given, "training.precision", precision);
    GivenSettings.put(given, "training.loss.beta", beta);
    GivenSettings.put(given, "training.loss.betaWarmup", betaWarmup);
    GivenSettings.put(given, "training.loss.columnWeight", columnWeight);
    GivenSettings.put(given, "training.seed", runSeed);
    GivenSettings.put(given, "training.validateEvery", every);
    GivenSettings.put(given, "training.checkpointEvery", every);
    GivenSettings.put(given, "training.threads", threads);
    GivenSettings.put(given, "training.readers", readers);
    return given;
  }

  /** Changes of brightness, contrast and colours by the factor that was given. */
  Map<String, String> colours(Configuration configuration) {
    AugmentationSettings colour = configuration.training().augmentation().withColours(colours);
    Map<String, String> changes = new LinkedHashMap<>();
    String augmentation = "training.augmentation.";
    GivenSettings.put(changes, augmentation + "brightness", colour.brightness());
    GivenSettings.put(changes, augmentation + "contrast", colour.contrast());
    GivenSettings.put(changes, augmentation + "channelGain", colour.channelGain());
    GivenSettings.put(changes, augmentation + "greyscale", colour.greyscale());
    GivenSettings.put(changes, augmentation + "blur", colour.blur());
    GivenSettings.put(changes, augmentation + "noise", colour.noise());
    return changes;
  }

  /** Folder of the run to start from, or null. */
  Path startFrom() {
    return startFrom;
  }

  /** Validations without a better one after which the run ends, or 0. */
  int patience() {
    return patience;
  }

  /** Minutes, or null for no limit. */
  Double minutes() {
    return minutes;
  }
}
