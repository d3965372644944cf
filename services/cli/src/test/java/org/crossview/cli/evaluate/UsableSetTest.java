package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.Tile;
import org.crossview.imaging.Projection;
import org.junit.jupiter.api.Test;

class UsableSetTest {
  private static final Path FILE = Path.of("any.jpg");

  private static EvaluationSet set(boolean paired, int[]... right) {
    List<Panorama> panoramas =
        List.of(right).stream()
            .map(tiles -> Panorama.northUp(FILE, Projection.EQUIRECTANGULAR, tiles))
            .toList();
    return new SplitSet(
        new Split(
            "set",
            FILE,
            right.length,
            paired,
            Collections.nCopies(4, new Tile(FILE, Optional.empty())),
            panoramas,
            OptionalInt.empty(),
            List.of()));
  }

  @Test
  void aQueryGoesWithTheLastOfItsTilesAndOtherTilesStay() {
    EvaluationSet set = set(false, new int[] {0, 1}, new int[] {1}, new int[] {2});
    UsableSet usable = new UsableSet(set, Set.of(2), Set.of(1));
    assertThat(usable.queries()).containsExactly(0);
    assertThat(usable.tiles()).containsExactly(0, 2, 3);
    assertThat(usable.isHit(0, 0)).isTrue();
    assertThat(usable.isHit(0, 1)).isFalse();
  }

  @Test
  void pairsStandAndFallTogether() {
    // Query 0 also accepts tile 1, as CVACT_test does, but its own tile is 0.
    EvaluationSet set = set(true, new int[] {0, 1}, new int[] {1, 0}, new int[] {2}, new int[] {3});
    UsableSet usable = new UsableSet(set, Set.of(2), Set.of(0));
    assertThat(usable.queries()).containsExactly(1, 3);
    assertThat(usable.tiles()).containsExactly(1, 3);
    assertThat(usable.isHit(0, 0)).isTrue();
    assertThat(usable.isHit(1, 0)).isFalse();
    assertThat(usable.isHit(1, 1)).isTrue();
  }

  @Test
  void brokenDistractorsTakeNobodyWithThem() {
    EvaluationSet with =
        new WithDistractors(
            set(true, new int[] {0}, new int[] {1}, new int[] {2}, new int[] {3}),
            new FileTiles(((SplitSet) set(true, new int[] {0})).split()));
    UsableSet usable = new UsableSet(with, Set.of(), Set.of(1, 6));
    assertThat(usable.queries()).containsExactly(0, 2, 3);
    assertThat(usable.tiles()).containsExactly(0, 2, 3, 4, 5, 7);
    assertThat(usable.isHit(1, 1)).isTrue();
    assertThat(usable.isHit(1, 4)).isFalse();
  }
}
