package org.crossview.sirnet.training;

/**
 * How a network is trained.
 *
 * @param steps updates of the whole run
 * @param batch pairs of a batch B, at least 2
 * @param learningRate rate of each step
 * @param beta factor of the loss
 * @param seed of the weights, the order, the augmentation and the dropout
 * @param augmentation random changes of the pairs
 * @param group pairs of neighbouring index that share a batch, a divisor of B; 1 for none. Where
 *     neighbouring indices are neighbouring places, this makes hard negatives
 * @param validateEvery steps between two validations; 0 for one at the end
 * @param checkpointEvery steps between two checkpoints; 0 for one at the end
 * @param threads of TensorFlow
 * @param readers threads that read and augment pairs
 */
public record TrainingSettings(
    int steps,
    int batch,
    LearningRate learningRate,
    double beta,
    long seed,
    AugmentationSettings augmentation,
    int group,
    int validateEvery,
    int checkpointEvery,
    int threads,
    int readers) {

  public TrainingSettings {
    if (steps < 1 || batch < 2 || threads < 1 || readers < 1) {
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
        seed,
        AugmentationSettings.NONE,
        1,
        1000,
        1000,
        processors(),
        2);
  }

  /** For a small network that starts from random weights. */
  public static TrainingSettings fromScratch(int steps, long seed) {
    return new TrainingSettings(
        steps,
        32,
        LearningRate.cosine(1e-3, Math.min(100, steps / 10)),
        10,
        seed,
        AugmentationSettings.STRONG,
        1,
        250,
        250,
        processors(),
        1);
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
