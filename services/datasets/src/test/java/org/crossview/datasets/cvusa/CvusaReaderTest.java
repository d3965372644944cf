package org.crossview.datasets.cvusa;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CvusaReaderTest {
  @TempDir private Path root;

  private void table(String name, int... numbers) {
    StringBuilder rows = new StringBuilder();
    for (int number : numbers) {
      rows.append(
          "bingmap/19/%1$07d.jpg,streetview/panos/%1$07d.jpg,streetview/annotations/%1$07d.png%n"
              .formatted(number));
    }
    Miniature.text(root.resolve(name), rows.toString());
  }

  private void pairs(String tiles, String panoramas, int... numbers) {
    for (int number : numbers) {
      Miniature.tile(root.resolve(tiles + "%07d.jpg".formatted(number)));
      Miniature.strip(root.resolve(panoramas + "%07d.jpg".formatted(number)));
    }
  }

  @Test
  void theDownloadIsReadAsItLies() throws Exception {
    table("splits/train-19zl.csv", 1, 4);
    table("splits/val-19zl.csv", 3, 2);
    pairs("bingmap/19/", "streetview/panos/", 1, 2, 3, 4);

    Split train = CvusaReader.train(root);
    assertThat(train.name()).isEqualTo("CVUSA train");
    assertThat(train.tiles()).hasSize(2);
    Split val = CvusaReader.validation(root);
    assertThat(val.listed()).isEqualTo(2);
    assertThat(val.missing()).isEmpty();
    assertThat(val.paired()).isTrue();
    assertThat(val.onePercent()).isEmpty();
    assertThat(val.tiles().getFirst().file()).isEqualTo(root.resolve("bingmap/19/0000003.jpg"));
    assertThat(val.tiles().getFirst().place()).isEmpty();
    var panorama = val.panoramas().get(1);
    assertThat(panorama.file()).isEqualTo(root.resolve("streetview/panos/0000002.jpg"));
    assertThat(panorama.projection()).isEqualTo(Projection.STRIP_360X65);
    assertThat(panorama.headingDegrees()).isEmpty();
    assertThat(panorama.right()).containsExactly(1);
  }

  @Test
  void nestedAndRenamedFoldersAreFound() throws Exception {
    table("val-19zl.csv", 1, 2);
    pairs("bingmap/bingmap/19/", "streetview/cutouts/", 1);
    pairs("bingmap/19/", "streetview/streetview/panos/", 2);

    Split val = CvusaReader.validation(root);
    assertThat(val.missing()).isEmpty();
    assertThat(val.panoramas()).hasSize(2);
    assertThat(val.tiles().getFirst().file()).exists();
  }

  @Test
  void aDownloadWithEveryFolderUnpackedIntoOneOfItsNameIsRead() throws Exception {
    table("splits/splits/train-19zl.csv", 1);
    table("splits/splits/val-19zl.csv", 2);
    pairs("bingmap/bingmap/19/", "streetview/streetview/panos/", 1, 2);
    Miniature.text(
        root.resolve("split_locations/split_locations/all.csv"),
        "40.5,-100.25,40.5,-100.25,1",
        "41.5,-99.75,41.6,-99.7,1");

    assertThat(CvusaReader.train(root).missing()).isEmpty();
    Split val = CvusaReader.validation(root);
    assertThat(val.missing()).isEmpty();
    assertThat(val.panoramas()).hasSize(1);
    assertThat(val.tiles().getFirst().place())
        .contains(new Place.OnEarth(new LatLon(41.5, -99.75)));
  }

  @Test
  void aPairWithoutOneOfItsImagesIsLeftOutAndTheImageNamed() throws Exception {
    table("splits/val-19zl.csv", 1, 2, 3, 4);
    pairs("bingmap/19/", "streetview/panos/", 1, 2, 3);
    Path panorama = root.resolve("streetview/panos/0000001.jpg");
    Files.delete(panorama);

    Split val = CvusaReader.validation(root);
    assertThat(val.listed()).isEqualTo(4);
    assertThat(val.tiles()).hasSize(2);
    assertThat(val.panoramas())
        .extracting(p -> p.right()[0])
        .as("indices are those of the tiles that are left")
        .containsExactly(0, 1);
    assertThat(val.missing())
        .extracting(Omission::file)
        .containsExactly(
            panorama,
            root.resolve("streetview/panos/0000004.jpg"),
            root.resolve("bingmap/19/0000004.jpg"));
    assertThat(val.missing().getFirst().line()).isEqualTo(panorama + ": there is no such file");
  }

  @Test
  void positionsAreThoseOfTheImagesNumber() throws Exception {
    table("splits/val-19zl.csv", 2, 3);
    pairs("bingmap/19/", "streetview/panos/", 2, 3);
    Miniature.text(
        root.resolve("split_locations/all.csv"),
        "40.5,-100.25,40.5,-100.25,1",
        "41.5,-99.75,41.6,-99.7,1");

    Split val = CvusaReader.validation(root);
    assertThat(val.tiles().getFirst().place())
        .contains(new Place.OnEarth(new LatLon(41.5, -99.75)));
    assertThat(val.tiles().get(1).place()).isEmpty();

    Miniature.text(root.resolve("split_locations/all.csv"), "lat,lon", "41.5,-99.75");
    assertThatThrownBy(() -> CvusaReader.validation(root))
        .hasMessageContaining("all.csv, line 1")
        .hasMessageContaining("without a header");
  }

  @Test
  void aWrongRootIsNamedWithWhatTheRightOneHolds() {
    assertThatThrownBy(() -> CvusaReader.train(root))
        .hasMessage(
            root.resolve("splits/train-19zl.csv")
                + ": there is no such file; the root of CVUSA is the folder that holds splits/,"
                + " bingmap/ and streetview/");
  }

  @Test
  void tablesWithoutTheirImagesAreRefusedWithTheFirstMissingOne() {
    table("splits/val-19zl.csv", 7, 8);
    assertThatThrownBy(() -> CvusaReader.validation(root))
        .hasMessageContaining("CVUSA val names 2 panoramas")
        .hasMessageContaining(root.resolve("streetview/panos/0000007.jpg").toString());
  }

  @Test
  void aMalformedRowIsNamedByItsLine() {
    Miniature.text(root.resolve("splits/val-19zl.csv"), "a.jpg,b.jpg,c.png", "a.jpg");
    assertThatThrownBy(() -> CvusaReader.validation(root))
        .hasMessageContaining("val-19zl.csv, line 2: a row names a tile, a panorama");
    Miniature.text(root.resolve("splits/val-19zl.csv"), "/a.jpg,b.jpg,c.png");
    assertThatThrownBy(() -> CvusaReader.validation(root))
        .hasMessageContaining("line 1: paths must be relative");
    Miniature.text(root.resolve("splits/val-19zl.csv"), "\"a.jpg,b.jpg");
    assertThatThrownBy(() -> CvusaReader.validation(root))
        .hasMessageContaining("no readable table");
  }
}
