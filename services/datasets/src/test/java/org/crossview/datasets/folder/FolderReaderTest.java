package org.crossview.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.datasets.Miniature;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Split;
import org.crossview.imaging.Projection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {
  @TempDir private Path root;

  @BeforeEach
  void writeFolder() {
    Miniature.text(
        root.resolve("pairs.csv"),
        "id,ground,aerial,lat,lon,heading_deg,projection,centre_column",
        "1,a.jpg,1.jpg,60.2,24.9,87.5,equirectangular,heading",
        "2,a.jpg,2.jpg,60.2,24.9001,87.5,equirectangular,heading",
        "3,b.jpg,3.jpg,,,,strip-360x65,north",
        "4,,4.jpg,,,,,");
    Miniature.panorama(root.resolve("a.jpg"));
    Miniature.strip(root.resolve("b.jpg"));
    for (int i = 1; i <= 4; i++) {
      Miniature.tile(root.resolve(i + ".jpg"));
    }
  }

  @Test
  void everyTileOfAPanoramasRowsIsRight() throws Exception {
    Split split = FolderReader.read(root);
    assertThat(split.listed()).isEqualTo(2);
    assertThat(split.paired()).isFalse();
    assertThat(split.tiles()).hasSize(4);
    assertThat(split.panoramas()).hasSize(2);
    var first = split.panoramas().getFirst();
    assertThat(first.right()).containsExactly(0, 1);
    assertThat(first.headingDegrees()).hasValue(87.5);
    assertThat(split.panoramas().get(1).projection()).isEqualTo(Projection.STRIP_360X65);
    assertThat(split.panoramas().get(1).headingDegrees()).isEmpty();
    var one = split.tiles().get(0).place().orElseThrow();
    assertThat(one.metresTo(split.tiles().get(1).place().orElseThrow())).isBetween(5.5, 5.6);
  }

  @Test
  void missingFilesAreLeftOutAndNoted() throws Exception {
    Files.delete(root.resolve("1.jpg"));
    Files.delete(root.resolve("b.jpg"));
    Split split = FolderReader.read(root);
    assertThat(split.listed()).isEqualTo(2);
    assertThat(split.tiles()).hasSize(3);
    assertThat(split.panoramas()).hasSize(1);
    assertThat(split.panoramas().getFirst().right()).containsExactly(0);
    assertThat(split.missing())
        .extracting(Omission::file)
        .containsExactly(root.resolve("1.jpg"), root.resolve("b.jpg"));
  }

  @Test
  void aFolderOfTilesAloneIsNoSetOfQueries() throws Exception {
    Miniature.text(
        root.resolve("pairs.csv"),
        "id,ground,aerial,lat,lon,heading_deg,projection,centre_column",
        "4,,4.jpg,,,,,");
    Split split = FolderReader.read(root);
    assertThat(split.tiles()).hasSize(1);
    assertThatThrownBy(split::withPanoramas).hasMessageContaining("has no panorama");
  }

  @Test
  void aFolderWithoutATableIsNamed(@TempDir Path other) {
    assertThatThrownBy(() -> FolderReader.read(other))
        .hasMessageContaining(other.resolve("pairs.csv") + ": there is no such file");
  }
}
