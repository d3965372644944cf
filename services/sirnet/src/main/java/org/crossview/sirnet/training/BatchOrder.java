package org.crossview.sirnet.training;

import java.util.SplittableRandom;

/**
 * Which pairs make up the batch of a step: every epoch walks through all pairs in another order. No
 * pair comes twice in a batch. What does not fill a batch is left out of that epoch.
 */
final class BatchOrder {
  private static final long PURPOSE = 1;

  private final int size;
  private final int batch;
  private final int group;
  private final long seed;
  private long cachedEpoch = -1;
  private int[] cachedOrder = {};

  /**
   * @param size number of pairs
   * @param group consecutive indices that stay together, a divisor of {@code batch}
   */
  BatchOrder(int size, int batch, int group, long seed) {
    if (size / group * group < batch) {
      throw new IllegalArgumentException(
          "A batch of %d pairs cannot be filled from %d pairs".formatted(batch, size));
    }
    this.size = size;
    this.batch = batch;
    this.group = group;
    this.seed = seed;
  }

  /** Batches of an epoch. */
  int batchesPerEpoch() {
    return size / group * group / batch;
  }

  /**
   * The indices of the pairs of a step.
   *
   * @param step from 1
   */
  synchronized int[] indices(long step) {
    long epoch = (step - 1) / batchesPerEpoch();
    int position = (int) ((step - 1) % batchesPerEpoch()) * batch;
    if (epoch != cachedEpoch) {
      cachedOrder = order(epoch);
      cachedEpoch = epoch;
    }
    int[] indices = new int[batch];
    System.arraycopy(cachedOrder, position, indices, 0, batch);
    return indices;
  }

  private int[] order(long epoch) {
    SplittableRandom random = Seeds.random(seed, PURPOSE, epoch);
    int groups = size / group;
    int[] starts = new int[groups];
    // Another offset each epoch: groups do not always have the same borders.
    int offset = random.nextInt(size);
    for (int i = 0; i < groups; i++) {
      starts[i] = offset + i * group;
    }
    for (int i = groups - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int start = starts[i];
      starts[i] = starts[j];
      starts[j] = start;
    }
    int[] order = new int[groups * group];
    for (int i = 0; i < order.length; i++) {
      order[i] = (starts[i / group] + i % group) % size;
    }
    return order;
  }
}
