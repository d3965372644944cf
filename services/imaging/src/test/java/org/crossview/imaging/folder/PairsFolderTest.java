package org.crossview.imaging.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crossview.core.geo.LatLon;
import org.crossview.imaging.Projection;
import org.crossview.imaging.RealPairs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsFolderTest {
  private static final String HEADER =
      "id,ground,aerial,lat,lon,heading_deg,projection,centre_column\n";

  @TempDir private Path folder;

  @Test
  void tilesAndPanoramasAreKnownByTheirPathsAndCountOnce() throws IOException {
    PairsFolder read =
        read(
            """
            7,p/a.jpg,t/a.jpg,60.5,24.5,90,equirectangular,heading
            7,p/b.jpg,t/a.jpg,60.5,24.5,,strip-360x65,north
            8,p/a.jpg,t/b.jpg,60.6,24.6,90,equirectangular,heading
            8,p/a.jpg,t/b.jpg,60.6,24.6,90,equirectangular,heading
            """);

    assertThat(read.rows()).hasSize(4);
    assertThat(read.tiles()).extracting(GalleryTile::id).containsExactly("t/a.jpg", "t/b.jpg");
    assertThat(read.tiles().getFirst().position()).contains(new LatLon(60.5, 24.5));
    assertThat(read.panoramas())
        .containsExactly(
            new FolderPanorama(
                "p/a.jpg",
                folder.resolve("p/a.jpg"),
                Projection.EQUIRECTANGULAR,
                OptionalDouble.of(90),
                List.of("t/a.jpg", "t/b.jpg")),
            new FolderPanorama(
                "p/b.jpg",
                folder.resolve("p/b.jpg"),
                Projection.STRIP_360X65,
                OptionalDouble.empty(),
                List.of("t/a.jpg")));
  }

  @Test
  void aHeadingDoesNotMatterWhereNorthIsInTheCentre() throws IOException {
    PairsFolder read = read("1,p/a.jpg,t/a.jpg,,,123,equirectangular,north\n");

    assertThat(read.panoramas().getFirst().headingDegrees()).isEmpty();
  }

  @Test
  void aTileNeedsNeitherAPanoramaNorAPosition() throws IOException {
    PairsFolder read = read("1,,t/a.jpg,,,,,\n");

    assertThat(read.tiles())
        .containsExactly(new GalleryTile("t/a.jpg", folder.resolve("t/a.jpg"), Optional.empty()));
    assertThat(read.panoramas()).isEmpty();
  }

  @Test
  void aPerspectivePhotographGivesItsTileOnly() throws IOException {
    PairsFolder read = read("1,p/a.jpg,t/a.jpg,,,62.5,perspective,heading\n");

    assertThat(read.tiles()).hasSize(1);
    assertThat(read.panoramas()).isEmpty();
  }

  @Test
  void otherColumnsAnotherOrderAndAByteOrderMarkDoNotMatter() throws IOException {
    images();
    Files.writeString(
        folder.resolve("pairs.csv"),
        "\uFEFFaerial,set,lon,lat,ground,centre_column,projection,heading_deg,id\r\n"
            + "t/a.jpg,\"x, \"\"y\"\"\",24.5,60.5,p/a.jpg,north,equirectangular,,1\r\n");

    PairsFolder read = PairsFolder.read(folder);

    assertThat(read.tiles().getFirst().position()).contains(new LatLon(60.5, 24.5));
    assertThat(read.panoramas()).hasSize(1);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    images();
    List<PairsRow> rows =
        List.of(
            new PairsRow(
                "a, \"b\"",
                Optional.of("p/a.jpg"),
                "t/a.jpg",
                Optional.of(new LatLon(-35.123456789012, 149.1)),
                OptionalDouble.of(12.5),
                "equirectangular",
                CentreColumn.HEADING),
            PairsRow.tile("c", "t/b.jpg", Optional.empty()));

    PairsFolder.write(folder, rows);

    assertThat(PairsFolder.read(folder).rows()).isEqualTo(rows);
  }

  @Test
  void theRealPairsAreEighteenPanoramasAndTwentyEightTiles() throws IOException {
    PairsFolder real = PairsFolder.read(RealPairs.folder());

    assertThat(real.tiles()).hasSize(28);
    assertThat(real.panoramas()).hasSize(18);
    assertThat(real.panoramas().getFirst().headingDegrees())
        .isEqualTo(OptionalDouble.of(12.11287879943848));
    assertThat(real.panoramas()).extracting(FolderPanorama::tiles).allMatch(t -> t.size() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1,p/a.jpg,,,,,equirectangular,north          | aerial is empty
          1,p/a.jpg,t/none.jpg,,,,equirectangular,north | the file 't/none.jpg' is missing
          1,p/none.jpg,t/a.jpg,,,,equirectangular,north | the file 'p/none.jpg' is missing
          1,p/a.jpg,t/a.jpg,60,,,equirectangular,north | lat and lon must both be given
          1,p/a.jpg,t/a.jpg,91,24,,equirectangular,north | latitude in -90..90
          1,p/a.jpg,t/a.jpg,NaN,24,,equirectangular,north | latitude in -90..90
          1,p/a.jpg,t/a.jpg,sixty,24,,equirectangular,north | lat is 'sixty'
          1,p/a.jpg,t/a.jpg,,,,equirectangular,heading | heading_deg is empty
          1,p/a.jpg,t/a.jpg,,,NaN,equirectangular,heading | heading_deg is 'NaN'
          1,p/a.jpg,t/a.jpg,,,,fisheye,north | 'fisheye' is not supported
          1,p/a.jpg,t/a.jpg,,,,equirectangular,south | centre_column is 'south'
          1,p/a.jpg,t/a.jpg,,,,equirectangular | the row has 7 cells
          1,p/a.jpg,../a.jpg,,,,equirectangular,north | lies outside the folder
          """)
  void aFaultyRowNamesTheFileTheLineAndTheValue(String row, String message) {
    assertThatThrownBy(() -> read("1,,t/b.jpg,,,,,\n" + row + "\n"))
        .isInstanceOf(FaultyFolderException.class)
        .hasMessageContaining("pairs.csv, line 3")
        .hasMessageContaining(message);
  }

  @Test
  void rowsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> read("1,,t/a.jpg,60,24,,,\n2,,t/a.jpg,60,25,,,\n"))
        .hasMessageContaining("line 3: the tile t/a.jpg has another position");
    assertThatThrownBy(
            () ->
                read(
                    """
                    1,p/a.jpg,t/a.jpg,,,90,equirectangular,heading
                    2,p/a.jpg,t/b.jpg,,,91,equirectangular,heading
                    """))
        .hasMessageContaining("line 3: the panorama p/a.jpg has another heading");
  }

  @Test
  void aFolderWithoutATableAndATableWithoutAColumnAreRefused() throws IOException {
    assertThatThrownBy(() -> PairsFolder.read(folder))
        .isInstanceOf(FaultyFolderException.class)
        .hasMessageContaining("there is no such file");

    Files.writeString(folder.resolve("pairs.csv"), "id,ground,lat,lon\n");
    assertThatThrownBy(() -> PairsFolder.read(folder))
        .hasMessageContaining("there is no column 'aerial'");

    Files.writeString(folder.resolve("pairs.csv"), HEADER);
    assertThatThrownBy(() -> PairsFolder.read(folder)).hasMessageContaining("has no rows");

    Files.writeString(folder.resolve("pairs.csv"), HEADER + "1,\"p/a.jpg,t/a.jpg\n");
    assertThatThrownBy(() -> PairsFolder.read(folder))
        .isInstanceOf(FaultyFolderException.class)
        .hasMessageContaining("not a readable CSV");
  }

  private PairsFolder read(String rows) throws IOException {
    images();
    Files.writeString(folder.resolve("pairs.csv"), HEADER + rows);
    return PairsFolder.read(folder);
  }

  /** Files that are there; nobody opens them. */
  private void images() throws IOException {
    for (String file : List.of("p/a.jpg", "p/b.jpg", "t/a.jpg", "t/b.jpg")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "");
    }
  }
}
