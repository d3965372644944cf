package org.crossview.gallery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImportProgressTest {
  private static final ImportProgress WHOLE = new ImportProgress("whole", 3, 2, 1, true);
  private static final ImportProgress OPEN = new ImportProgress("open", 3, 1, 1, false);

  /** As another model's looks: its rejections are heard of, its tiles never come. */
  private static final ImportProgress REJECTED = new ImportProgress("rejected", 9, 0, 2, false);

  @Test
  void anImportOfWhichNothingIsWrittenNeitherHoldsAGalleryUpNorMakesItWhole() {
    assertThat(ImportProgress.areWhole(List.of())).isFalse();
    assertThat(ImportProgress.areWhole(List.of(REJECTED))).isFalse();
    assertThat(ImportProgress.areWhole(List.of(WHOLE, REJECTED))).isTrue();
    assertThat(ImportProgress.areWhole(List.of(WHOLE, OPEN))).isFalse();
    assertThat(REJECTED.isOpen()).isFalse();
    assertThat(OPEN.isOpen()).isTrue();
  }

  @Test
  void anImportIsNotWholeByRejectionsAloneSoThatItsTilesCountWhenTheyAreSentAgain() {
    ImportProgress none = ImportProgress.announced("none", 2);
    ImportProgress bad = none.count(null, TileOutcome.REJECTED).count(null, TileOutcome.REJECTED);
    assertThat(bad).isEqualTo(new ImportProgress("none", 2, 0, 2, false));
    assertThat(bad.count(TileOutcome.REJECTED, TileOutcome.WRITTEN))
        .isEqualTo(new ImportProgress("none", 2, 1, 1, true));
  }

  @Test
  void aManifestSaysNothingOfImportsOfWhichNothingIsWritten() {
    Manifest manifest =
        new Manifest("generation", 1, 0, 0, 0, 2, Manifest.State.BUILDING)
            .withImports(List.of(WHOLE, OPEN, REJECTED));
    assertThat(manifest.expected()).isEqualTo(6);
    assertThat(manifest.written()).isEqualTo(3);
    assertThat(manifest.rejected()).isEqualTo(2);
  }
}
