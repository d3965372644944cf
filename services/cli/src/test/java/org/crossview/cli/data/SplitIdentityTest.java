package org.crossview.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.datasets.split.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitIdentityTest {
  private static final int[] FIRST_TWO = {0, 1};

  @TempDir private Path folder;

  @Test
  void theSameDataElsewhereIsTheSameAndOtherFilesAreNot() throws Exception {
    Path here = TinyData.cvusa(Files.createDirectory(folder.resolve("here")), 2, 2);
    Path there = TinyData.cvusa(Files.createDirectory(folder.resolve("there")), 2, 2);

    SplitIdentity first = new SplitIdentity(training(here));
    assertThat(first.ofPanoramas(FIRST_TWO))
        .startsWith("CVUSA train, 2 of 2 panoramas (")
        .isEqualTo(new SplitIdentity(training(there)).ofPanoramas(FIRST_TWO))
        .isNotEqualTo(first.ofPanoramas(new int[] {1, 0}))
        .isNotEqualTo(first.ofPanoramas(new int[] {0}));
    assertThat(first.ofTiles()).isEqualTo(new SplitIdentity(training(there)).ofTiles());

    Files.writeString(TinyData.tileOfCvusa(there, 1), "another picture");
    SplitIdentity changed = new SplitIdentity(training(there));
    assertThat(changed.ofPanoramas(FIRST_TWO)).isNotEqualTo(first.ofPanoramas(FIRST_TWO));
    assertThat(changed.ofTiles()).isNotEqualTo(first.ofTiles());
  }

  private static Split training(Path root) {
    return NamedData.of("--data", "cvusa:" + root).training();
  }
}
