package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
  private static final int SIZE = 400;
  private static final int BATCH = 16;

  @Test
  void everyEpochHasEveryPairOnceInAnotherOrder() {
    var order = new BatchOrder(SIZE, BATCH, 8, 40, 1);
    Set<Integer> seen = new HashSet<>();
    for (long step = 1; step <= order.batchesPerEpoch(); step++) {
      for (int index : order.indices(step)) {
        assertThat(seen.add(index)).isTrue();
      }
    }

    assertThat(seen).hasSize(SIZE);
    assertThat(order.indices(1)).isNotEqualTo(order.indices(1 + order.batchesPerEpoch()));
  }

  @Test
  void aGroupIsARunOfNeighboursWhereItIsDrawnFromNoMoreThanItself() {
    int[] batch = new BatchOrder(SIZE, BATCH, 8, 8, 1).indices(3);

    for (int i = 1; i < BATCH; i++) {
      if (i % 8 != 0) {
        assertThat(batch[i]).isEqualTo((batch[i - 1] + 1) % SIZE);
      }
    }
  }

  @Test
  void aGroupIsScatteredOverTheBlockItIsDrawnFrom() {
    int[] batch = new BatchOrder(SIZE, BATCH, BATCH, 80, 1).indices(2);
    int neighbours = 0;
    for (int i = 0; i < BATCH; i++) {
      // All lie in one block of 80 consecutive indices, on a circle of 400.
      int apart = Math.floorMod(batch[i] - batch[0], SIZE);
      assertThat(Math.min(apart, SIZE - apart)).isLessThan(80);
      neighbours += i > 0 && Math.floorMod(batch[i] - batch[i - 1], SIZE) == 1 ? 1 : 0;
    }

    assertThat(neighbours).isLessThan(5);
  }

  @Test
  void theSameSeedGivesTheSameOrder() {
    assertThat(new BatchOrder(SIZE, BATCH, 4, 80, 7).indices(11))
        .isEqualTo(new BatchOrder(SIZE, BATCH, 4, 80, 7).indices(11));
  }
}
