package org.crossview.sirnet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescriptorBlocksTest {
  private static DescriptorBlocks numbered(int images) {
    DescriptorBlocks blocks = new DescriptorBlocks(images, 2, 3);
    for (int i = 0; i < images; i++) {
      blocks.set(i, new float[][] {{i, i + .25f, -i}, {2 * i, 1, 0}});
    }
    return blocks;
  }

  @Test
  void theImagesThatAreKeptMoveTogetherAcrossBlocks() {
    int images = 2 * DescriptorBlocks.LANES + 5;
    int[] odd = IntStream.range(0, images).filter(i -> i % 2 == 1).toArray();
    DescriptorBlocks kept = numbered(images).keep(odd);

    assertThat(kept.images()).isEqualTo(DescriptorBlocks.LANES + 2);
    assertThat(kept.blocks()).isEqualTo(2);
    assertThat(kept.block(1, 1)[2]).as("the last block ends with its images").hasSize(2);
    for (int i = 0; i < odd.length; i++) {
      assertThat(kept.get(i, 0)).containsExactly(odd[i], odd[i] + .25f, -odd[i]);
      assertThat(kept.get(i, 1)).containsExactly(2f * odd[i], 1, 0);
    }
  }

  @Test
  void aWholeBlockOrNothingMayBeKept() {
    int[] first = IntStream.range(0, DescriptorBlocks.LANES).toArray();
    DescriptorBlocks block = numbered(DescriptorBlocks.LANES + 1).keep(first);
    assertThat(block.blocks()).isEqualTo(1);
    assertThat(block.block(0, 0)[0]).hasSize(DescriptorBlocks.LANES);
    assertThat(numbered(3).keep(new int[0]).blocks()).isZero();
  }
}
