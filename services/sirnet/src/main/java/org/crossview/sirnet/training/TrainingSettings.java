package org.crossview.sirnet.training;

import org.crossview.sirnet.network.Precision;

/**
 * How a network is trained.
 *
 * @param steps updates of the whole run
 * @param batch pairs of a batch B, at least 2
 * @param learningRate rate of each step
 * @param loss what is minimised
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
 * @param startFromIdentity whether refinement blocks begin nearly as the identity; see {@link
 *     IdentityStart}
 * @param batchNormalization whether convolutions are normalised while training; see {@link
 *     org.crossview.sirnet.network.Normalization}
 * @param frozenAverages whether convolutions are normalised by the averages that a run before this
 *     one has left, as they are in the export; for batches of one town, whose own averages are not
 *     those of other towns
 * @param precision of the convolutions while training; weights, averages and losses are float32 in
 *     any case, and so is what validates and what is exported
 */
public record TrainingSettings(
    int steps,
    int batch,
    LearningRate learningRate,
    LossSettings loss,
    long seed,
    AugmentationSettings augmentation,
    int group,
    int block,
    int validateEvery,
    int checkpointEvery,
    int threads,
    int readers,
    boolean startFromData,
    boolean startFromIdentity,
    boolean batchNormalization,
    boolean frozenAverages,
    Precision precision) {

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
    if (block < group || block % group != 0) {
      throw new IllegalArgumentException(
          "Block must be a multiple of the group of %d pairs, got %d".formatted(group, block));
    }
    if (frozenAverages && !batchNormalization) {
      throw new IllegalArgumentException("Frozen averages need batch normalisation");
    }
    if (validateEvery < 0 || checkpointEvery < 0) {
      throw new IllegalArgumentException(
          "Intervals must be at least 0, got %d, %d".formatted(validateEvery, checkpointEvery));
    }
  }
}
