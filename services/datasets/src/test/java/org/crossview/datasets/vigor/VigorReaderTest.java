package org.crossview.datasets.vigor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.core.geo.LatLon;
import org.crossview.datasets.Miniature;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Split;
import org.crossview.imaging.Projection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VigorReaderTest {
  private static final String A = "satellite_41.79400000_-87.58490000.png";
  private static final String B = "satellite_41.79400000_-87.58420000.png";
  private static final String C = "satellite_41.79370000_-87.58490000.png";
  private static final String D = "satellite_41.79370000_-87.58420000.png";
  private static final String PANORAMA = "q1w2,41.793995,-87.584890,.jpg";

  @TempDir private Path root;

  @BeforeEach
  void writeDownload() {
    for (String city : new String[] {"Chicago", "NewYork"}) {
      Path splits = root.resolve("splits").resolve(city);
      Miniature.text(splits.resolve("satellite_list.txt"), A, B, C, D, "");
      Miniature.text(splits.resolve("same_area_balanced_train.txt"), line("x" + city, B, A, C, D));
      Miniature.text(splits.resolve("same_area_balanced_test.txt"), line(PANORAMA, C, D, A, B));
      Miniature.text(
          splits.resolve("pano_label_balanced.txt"),
          line(PANORAMA, C, D, A, B),
          line("x" + city, B, A, C, D));
      for (String tile : new String[] {A, B, C, D}) {
        Miniature.tile(root.resolve(city).resolve("satellite").resolve(tile));
      }
      Miniature.panorama(root.resolve(city).resolve("panorama").resolve(PANORAMA));
      Miniature.panorama(root.resolve(city).resolve("panorama").resolve("x" + city));
    }
  }

  private static String line(String panorama, String... tiles) {
    StringBuilder line = new StringBuilder(panorama);
    for (String tile : tiles) {
      line.append(' ').append(tile).append(" -31.5 120.25");
    }
    return line.toString();
  }

  @Test
  void theFirstTileIsRightAndTheOthersAreNoNegatives() throws Exception {
    Split test = VigorReader.test(root, true);
    // Cities in the published order: NewYork, then Chicago.
    assertThat(test.tiles()).hasSize(8);
    assertThat(test.tiles().getFirst().place())
        .contains(new Place.OnEarth(new LatLon(41.794, -87.5849)));
    assertThat(test.paired()).isFalse();
    assertThat(test.panoramas()).hasSize(2);
    var panorama = test.panoramas().get(1);
    assertThat(panorama.file()).isEqualTo(root.resolve("Chicago/panorama").resolve(PANORAMA));
    assertThat(panorama.projection()).isEqualTo(Projection.EQUIRECTANGULAR);
    assertThat(panorama.right()).containsExactly(6);
    assertThat(panorama.similar()).containsExactly(7, 4, 5);
    assertThat(panorama.isRight(7)).isFalse();
    assertThat(panorama.isShownOn(7)).isTrue();
    assertThat(panorama.isShownOn(2)).as("the same tile of another city").isFalse();

    assertThat(VigorReader.train(root, true).panoramas())
        .extracting(p -> p.file().getFileName().toString())
        .containsExactly("xNewYork", "xChicago");
  }

  @Test
  void acrossAreasOtherCitiesAreTestedThanTrainedOn() throws Exception {
    Split train = VigorReader.train(root, false);
    assertThat(train.panoramas()).hasSize(2);
    assertThat(train.tiles()).allMatch(tile -> tile.file().startsWith(root.resolve("NewYork")));
    Split test = VigorReader.test(root, false);
    assertThat(test.tiles()).hasSize(4).allMatch(t -> t.file().startsWith(root.resolve("Chicago")));
  }

  @Test
  void citiesThatAreNotThereAreSaidInTheName() throws Exception {
    assertThat(VigorReader.test(root, true).name())
        .isEqualTo("VIGOR same-area test (only NewYork, Chicago)");
    assertThat(VigorReader.train(root, false).name())
        .isEqualTo("VIGOR cross-area train (only NewYork)");
    Path lists = root.resolve("splits/SanFrancisco");
    Miniature.text(lists.resolve("satellite_list.txt"), A);
    Miniature.text(lists.resolve("pano_label_balanced.txt"), line(PANORAMA, A));
    assertThat(VigorReader.test(root, false).name())
        .as("with both of its cities")
        .isEqualTo("VIGOR cross-area test");
  }

  @Test
  void correctedListsAreReadUnderTheirNames() throws Exception {
    Files.move(root.resolve("splits"), root.resolve("splits__corrected"));
    Path lists = root.resolve("splits__corrected/Chicago");
    Files.move(
        lists.resolve("pano_label_balanced.txt"),
        lists.resolve("pano_label_balanced__corrected.txt"));
    assertThat(VigorReader.test(root, false).panoramas()).hasSize(2);
  }

  @Test
  void missingImagesAreNotedAndTheOthersKept() throws Exception {
    Path tile = root.resolve("Chicago/satellite").resolve(C);
    Path panorama = root.resolve("NewYork/panorama/xNewYork");
    Files.delete(tile);
    Files.delete(panorama);

    Split test = VigorReader.test(root, true);
    assertThat(test.listed()).isEqualTo(2);
    assertThat(test.tiles()).hasSize(7);
    assertThat(test.panoramas()).as("the one whose right tile is there").hasSize(1);
    assertThat(test.missing()).extracting(Omission::file).containsExactly(tile);

    Split train = VigorReader.train(root, true);
    assertThat(train.missing()).extracting(Omission::file).containsExactly(panorama, tile);
    assertThat(train.panoramas()).hasSize(1);
    assertThat(train.panoramas().getFirst().similar())
        .as("without the missing tile")
        .containsExactly(4, 6);
  }

  @Test
  void faultsAreNamedByFileAndLine() {
    Path list = root.resolve("splits/Chicago/pano_label_balanced.txt");
    Miniature.text(list, line(PANORAMA, C, D), PANORAMA + " " + C + " 1");
    assertThatThrownBy(() -> VigorReader.test(root, false))
        .hasMessageContaining(list + ", line 2: a line names a panorama and then tiles");
    Miniature.text(list, line(PANORAMA, "satellite_1_2.png"));
    assertThatThrownBy(() -> VigorReader.test(root, false))
        .hasMessageContaining(
            list + ", line 1: the tile satellite_1_2.png is not in the city's list");
  }

  @Test
  void aWrongRootIsNamedWithWhatTheRightOneHolds(@TempDir Path other) throws Exception {
    assertThatThrownBy(() -> VigorReader.test(other, true))
        .hasMessageContaining(other.resolve("splits") + ": there is no such folder; the root of");
    Files.createDirectories(other.resolve("splits/Berlin"));
    assertThatThrownBy(() -> VigorReader.test(other, false))
        .hasMessageContaining("there is none of the folders SanFrancisco, Chicago");
    Files.createDirectories(other.resolve("splits/Chicago"));
    assertThatThrownBy(() -> VigorReader.test(other, false))
        .hasMessageContaining(
            other.resolve("splits/Chicago/satellite_list.txt") + ": there is no such file");
  }
}
