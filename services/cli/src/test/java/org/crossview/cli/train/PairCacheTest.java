package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairCacheTest {
  @TempDir Path folder;

  @Test
  void pairsAreThereWhenTheFileIsOpenedAgain() {
    Path file = folder.resolve("some.pairs");
    try (PairCache cache = PairCache.open(file, 3, 2, 4)) {
      cache.write(1, new byte[] {1, 2}, new byte[] {3, 4, 5, 6});
    }
    try (PairCache cache = PairCache.open(file, 3, 2, 4)) {
      assertThat(cache.size()).isEqualTo(3);
      assertThat(cache.has(0)).isFalse();
      assertThat(cache.has(1)).isTrue();
      byte[] ground = new byte[2];
      byte[] aerial = new byte[4];
      cache.read(1, ground, aerial);
      assertThat(ground).containsExactly(1, 2);
      assertThat(aerial).containsExactly(3, 4, 5, 6);
    }
  }

  @Test
  void aPairThatWasNeverWrittenIsNotReadAsBlack() {
    try (PairCache cache = PairCache.open(folder.resolve("empty.pairs"), 1, 2, 2)) {
      assertThatThrownBy(() -> cache.read(0, new byte[2], new byte[2]))
          .hasMessageContaining("pair 0 was not prepared");
    }
  }
}
