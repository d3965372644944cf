package org.crossview.sirnet.training;

/**
 * How a network is trained.
 *
 * @param steps updates of the whole run
 * @param batch pairs of a batch B, at least 2
 * @param learningRate rate of each step
 * @param beta factor of the loss
 * @param betaWarmup steps over which beta rises geometrically from a tenth of its value. While
 *     descriptors say nothing yet, a sharp loss punishes every difference between them and drives
 *     them all to one point; a blunt one lets the pairs find each other first
 * @param columnWeight factor on {@link ColumnContrastLoss} beside the triplet loss; 0 for none
 * @param seed of the weights, the order, the augmentation and the dropout
 * @param augmentation random changes of the pairs
 * @param group pairs of neighbouring index that share a batch, a divisor of B; 1 for none. Where
 *     neighbouring indices are neighbouring places, this makes hard negatives
 * @param block consecutive pairs that the members of a group are drawn from, a multiple of the
 *     group; equal to it, a group is a run of neighbours, and larger, a handful from one town
 * @param validateEvery steps between two validations; 0 for one at the end
 * @param checkpointEvery steps between two checkpoints; 0 for one at the end
 * @param threads of TensorFlow
 * @param readers threads that read and augment pairs
 * @param startFromData whether the first batch scales the random weights; see {@link
 *     DataDependentStart}
 */
public record TrainingSettings(
    int steps,
    int batch,
    LearningRate learningRate,
    double beta,
    int betaWarmup,
    double columnWeight,
    long seed,
    AugmentationSettings augmentation,
    int group,
    int block,
    int validateEvery,
    int checkpointEvery,
    int threads,
    int readers,
    boolean startFromData) {

  public TrainingSettings {
    if (steps < 1 || batch < 2 || betaWarmup < 0 || threads < 1 || readers < 1) {
      throw new IllegalArgumentException(
          "Training needs at least 1 step, 2 pairs a batch, 1 thread and 1 reader, got %d, %d, %d,"
                  .formatted(steps, batch, threads)
              + " "
              + readers);
    }
    if (group < 1 || batch % group != 0) {
      throw new IllegalArgumentException(
          "Group must divide the batch of %d pairs, got %d".formatted(batch, group));
    }
    if (block < group || block % group != 0) {
      throw new IllegalArgumentException(
          "Block must be a multiple of the group of %d pairs, got %d".formatted(group, block));
    }
    if (!(columnWeight >= 0)) {
      throw new IllegalArgumentException("Column weight must be at least 0, got " + columnWeight);
    }
    if (validateEvery < 0 || checkpointEvery < 0 || !(beta > 0)) {
      throw new IllegalArgumentException(
          "Intervals must be at least 0 and beta above 0, got %d, %d, %s"
              .formatted(validateEvery, checkpointEvery, beta));
    }
  }

  /** The paper's: Adam at 1e-5, B = 32, beta = 10, no augmentation. */
  public static TrainingSettings paper(int steps, long seed) {
    return new TrainingSettings(
        steps,
        32,
        LearningRate.constant(1e-5),
        10,
        0,
        0,
        seed,
        AugmentationSettings.NONE,
        1,
        1,
        1000,
        1000,
        processors(),
        2,
        false);
  }

  /** For a small network that starts from random weights. */
  public static TrainingSettings fromScratch(int steps, long seed) {
    return new TrainingSettings(
        steps,
        32,
        LearningRate.cosine(1e-3, Math.min(100, steps / 10)),
        10,
        steps / 4,
        0,
        seed,
        AugmentationSettings.STRONG,
        1,
        1,
        250,
        250,
        processors(),
        1,
        true);
  }

  /** Beta of a step, counted from 1. */
  double betaAt(long step) {
    return step >= betaWarmup ? beta : beta * Math.pow(10, step / (double) betaWarmup - 1);
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
