package org.crossview.sirnet.training;

import java.util.Arrays;
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
  private final int block;
  private final long seed;
  private long cachedEpoch = -1;
  private int[] cachedOrder = {};

  /**
   * @param size number of pairs
   * @param group indices that stay together, a divisor of {@code batch}
   * @param block consecutive indices that the members of a group are drawn from, a multiple of
   *     {@code group}; where both are equal, a group is a run of consecutive indices
   */
  BatchOrder(int size, int batch, int group, int block, long seed) {
    if (size / group * group < batch) {
      throw new IllegalArgumentException(
          "A batch of %d pairs cannot be filled from %d pairs".formatted(batch, size));
    }
    this.size = size;
    this.batch = batch;
    this.group = group;
    this.block = block;
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
    // Another offset each epoch: groups and blocks do not always have the same borders.
    int offset = random.nextInt(size);
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = (offset + i) % size;
    }
    for (int start = 0; block > group && start < size; start += block) {
      shuffle(all, start, Math.min(size, start + block), 1, random);
    }
    int[] order = Arrays.copyOf(all, size / group * group);
    shuffle(order, 0, order.length, group, random);
    return order;
  }

  /** Shuffles runs of so many elements. */
  private static void shuffle(int[] a, int from, int to, int run, SplittableRandom random) {
    int[] held = new int[run];
    for (int i = (to - from) / run - 1; i > 0; i--) {
      int x = from + i * run;
      int y = from + random.nextInt(i + 1) * run;
      System.arraycopy(a, x, held, 0, run);
      System.arraycopy(a, y, a, x, run);
      System.arraycopy(held, 0, a, y, run);
    }
  }
}
