package org.crossview.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.crossview.core.geo.H3Cells;
import org.crossview.core.geo.LatLon;
import org.junit.jupiter.api.Test;

class ShardsTest {
  @Test
  void theHashIsTheOneOfZipSoThatOthersCanComputeIt() {
    // crc32("123456789") = 0xCBF43926, the check value of CRC-32/ISO-HDLC.
    assertThat(Shards.of("123456789", 1000)).isEqualTo((int) (0xCBF43926L % 1000));
  }

  @Property
  void everyCellLiesInExactlyOneShard(
      @ForAll @AlphaChars String cell, @ForAll @IntRange(min = 1, max = 64) int shards) {
    int holding = 0;
    for (int shard = 0; shard < shards; shard++) {
      if (new Shards(shard, shards).holds(cell)) {
        holding++;
        assertThat(Shards.of(cell, shards)).isEqualTo(shard);
      }
    }
    assertThat(holding).isOne();
  }

  @Test
  void theCellsOfATownSpreadOverTheShards() {
    int[] cells = new int[3];
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 30; j++) {
        cells[Shards.of(H3Cells.cell(new LatLon(48 + i * 0.004, 11 + j * 0.006)), 3)]++;
      }
    }
    assertThat(Arrays.stream(cells).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(200, 400));
  }

  @Test
  void aShardThatDoesNotExistIsRefusedWithTheRangeOfThoseThatDo() {
    assertThatThrownBy(() -> new Shards(3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("crossview.gallery.shard needs to be 0 to 2")
        .hasMessageContaining("got 3");
    assertThatThrownBy(() -> new Shards(0, 0)).hasMessageContaining("crossview.gallery.shards");
  }
}
