package org.crossview.cli.train;

import java.nio.file.Path;
import org.crossview.sirnet.training.AugmentationSettings;
import org.crossview.sirnet.training.LearningRate;
import org.crossview.sirnet.training.LossSettings;
import org.crossview.sirnet.training.TrainingSettings;
import picocli.CommandLine.Option;

/** How long and how fast is trained. */
final class ScheduleOptions {
  @Option(names = "--steps", defaultValue = "8000", description = "Updates of the whole run.")
  private int steps;

  @Option(
      names = "--minutes",
      description =
          "Time for the training itself. The speed is measured first, and --steps lowered to what"
              + " fits; the run ends then in any case.")
  private Double minutes;

  @Option(names = "--batch", defaultValue = "32", description = "Pairs of a batch.")
  private int batch;

  @Option(
      names = "--group",
      defaultValue = "4",
      description =
          "Neighbouring places (10 to 30 m apart) that share a batch: hard negatives. Divides"
              + " --batch.")
  private int group;

  @Option(
      names = "--block",
      description =
          "So many consecutive pairs a group is drawn from; a multiple of --group. Larger than it, a"
              + " group is a handful from one town. Default: the group itself, which is a run of"
              + " neighbours.")
  private Integer block;

  @Option(names = "--learning-rate", defaultValue = "1e-3", description = "Adam's rate at its top.")
  private double learningRate;

  @Option(
      names = "--warmup",
      defaultValue = "200",
      description = "Steps until the rate is at its top; from there it falls along a cosine.")
  private int warmup;

  @Option(
      names = "--loss",
      defaultValue = "soft-margin",
      converter = LossKindConverter.class,
      description = "soft-margin, as in the paper, or info-nce, which weighs hard negatives more.")
  private LossSettings.Kind loss;

  @Option(
      names = "--batch-normalization",
      description =
          "Normalise the convolutions of backbone and refinement while training; the exported"
              + " network has none of it.")
  private boolean batchNormalization;

  @Option(
      names = "--bfloat16",
      description = "Train in mixed precision: convolutions in bfloat16, the rest in float32.")
  private boolean bfloat16;

  @Option(names = "--beta", defaultValue = "10", description = "Factor of the loss.")
  private double beta;

  @Option(
      names = "--beta-warmup",
      defaultValue = "1000",
      description = "Steps over which beta rises from a tenth: keeps descriptors from collapsing.")
  private int betaWarmup;

  @Option(
      names = "--column-weight",
      defaultValue = "0.3",
      paramLabel = "FACTOR",
      description =
          "Weight of the contrast between single columns beside the loss of the paper, which has"
              + " none. With it random weights learn far sooner.")
  private double columnWeight;

  @Option(
      names = "--colours",
      defaultValue = "1",
      paramLabel = "FACTOR",
      description =
          "How much brightness, contrast and colours of the pairs are changed at random, 0 to 1.")
  private double colours;

  @Option(
      names = "--run-seed",
      defaultValue = "1",
      description = "Seed of weights, order, augmentation and dropout.")
  private long runSeed;

  @Option(
      names = "--validate-every",
      defaultValue = "500",
      description = "Steps between two validations and between two checkpoints.")
  private int every;

  @Option(names = "--threads", description = "Threads of TensorFlow. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--start-from",
      paramLabel = "DIR",
      description =
          "Run of the same network whose weights this run begins with, such as --out of"
              + " an easier one.")
  private Path startFrom;

  /** Settings of a run of so many steps. */
  TrainingSettings settings(int wantedSteps) {
    return new TrainingSettings(
        wantedSteps,
        batch,
        LearningRate.cosine(learningRate, Math.min(warmup, wantedSteps / 4)),
        new LossSettings(loss, beta, Math.min(betaWarmup, wantedSteps / 4), columnWeight),
        runSeed,
        AugmentationSettings.STRONG.withColours(colours),
        group,
        block == null ? group : block,
        every,
        every,
        threads,
        1,
        true,
        batchNormalization,
        bfloat16);
  }

  /** Folder of the run to start from, or null. */
  Path startFrom() {
    return startFrom;
  }

  int steps() {
    return steps;
  }

  /** Minutes, or null for no limit. */
  Double minutes() {
    return minutes;
  }
}
