package org.crossview.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.crossview.core.image.BgrImage;
import org.junit.jupiter.api.Test;

class TownTest {
  private static final Town TOWN = Town.generate(new TownSettings(5, 300));

  @Test
  void aTownHasExactlyTheTilesAskedFor() {
    for (int tiles : new int[] {4, 57, 300, 1_000, 3_001}) {
      assertThat(Town.generate(new TownSettings(tiles, tiles)).tiles()).hasSize(tiles);
    }
  }

  @Test
  void tilesHaveOwnNamesAndPlaces() {
    Set<String> ids = new HashSet<>();
    for (TownTile a : TOWN.tiles()) {
      assertThat(ids.add(a.id())).isTrue();
      for (TownTile b : TOWN.tiles()) {
        if (!a.equals(b)) {
          assertThat(Math.hypot(a.x() - b.x(), a.y() - b.y())).isGreaterThan(3);
        }
      }
    }
  }

  @Test
  void neighbouringTilesLieAboutThePitchApart() {
    for (double pitch : new double[] {8, 10, 20}) {
      Town town = Town.generate(new TownSettings(8, 200).withPitchMetres(pitch));
      int near = 0;
      for (TownTile a : town.tiles()) {
        double nearest = Double.MAX_VALUE;
        for (TownTile b : town.tiles()) {
          if (!a.equals(b)) {
            nearest = Math.min(nearest, Math.hypot(a.x() - b.x(), a.y() - b.y()));
          }
        }
        near += nearest > .75 * pitch && nearest < 1.25 * pitch ? 1 : 0;
      }
      assertThat(near).isGreaterThan(190);
    }
  }

  @Test
  void theGeotagsOfTilesAreAsFarApartAsTheTiles() {
    TownTile a = TOWN.tiles().get(0);
    TownTile b = TOWN.tiles().get(250);
    double metresPerDegree = Math.toRadians(6_371_000);
    double dy = (b.centre().lat() - a.centre().lat()) * metresPerDegree;
    double dx =
        (b.centre().lon() - a.centre().lon())
            * metresPerDegree
            * Math.cos(Math.toRadians(a.centre().lat()));
    double apart = Math.hypot(b.x() - a.x(), b.y() - a.y());
    // A sphere is within 0.6 % of the ellipsoid.
    assertThat(Math.hypot(dx, dy)).isBetween(apart * .993, apart * 1.007);
    assertThat(Math.signum(dy)).isEqualTo(Math.signum(b.y() - a.y()));
    assertThat(Math.signum(dx)).isEqualTo(Math.signum(b.x() - a.x()));
  }

  @Test
  void theSameSeedGivesTheSamePictures() {
    Town again = Town.generate(new TownSettings(5, 300));
    Viewpoint v = TOWN.viewpoint(3);
    assertThat(again.viewpoint(3)).isEqualTo(v);
    assertThat(band(again, v).bgr()).isEqualTo(band(TOWN, v).bgr());
    TownTile tile = TOWN.tiles().get(17);
    assertThat(again.tiles().get(17)).isEqualTo(tile);
    assertThat(TileRenderer.render(again, tile, 64).bgr())
        .isEqualTo(TileRenderer.render(TOWN, tile, 64).bgr());
  }

  @Test
  void anotherSeedGivesAnotherTown() {
    Town other = Town.generate(new TownSettings(6, 300));
    assertThat(other.origin()).isNotEqualTo(TOWN.origin());
    assertThat(TileRenderer.render(other, other.tiles().get(17), 64).bgr())
        .isNotEqualTo(TileRenderer.render(TOWN, TOWN.tiles().get(17), 64).bgr());
  }

  @Test
  void viewpointsLieBesideTheMiddleOfACoveredStreetWithinReachOfATile() {
    for (int i = 0; i < 300; i++) {
      Viewpoint v = TOWN.viewpoint(i);
      double nearest =
          TOWN.tiles().stream()
              .mapToDouble(t -> Math.hypot(t.x() - v.x(), t.y() - v.y()))
              .min()
              .orElseThrow();
      assertThat(nearest).isLessThan(9);
    }
  }

  @Test
  void severalThreadsSeeTheSameTown() {
    Town fresh = Town.generate(new TownSettings(5, 300));
    List<Integer> alike =
        IntStream.range(0, 12)
            .parallel()
            .filter(i -> Arrays.equals(band(fresh, TOWN.viewpoint(i / 3)).bgr(), expected(i / 3)))
            .boxed()
            .toList();
    assertThat(alike).hasSize(12);
  }

  private static byte[] expected(int place) {
    return band(TOWN, TOWN.viewpoint(place)).bgr();
  }

  @Test
  void anAskedPictureOutOfRangeIsNamed() {
    Viewpoint v = TOWN.viewpoint(1);
    assertThatThrownBy(() -> PanoramaRenderer.render(TOWN, v, 4, 128)).hasMessageContaining("4 x");
    assertThatThrownBy(() -> PanoramaRenderer.render(TOWN, v, 32, 128, -45, 45))
        .hasMessageContaining("-45.0 and 45.0");
    assertThatThrownBy(() -> TileRenderer.render(TOWN, 0, 0, 500, 64, 1))
        .hasMessageContaining("500.0");
    assertThatThrownBy(() -> TileRenderer.render(TOWN, TOWN.tiles().get(0), 2))
        .hasMessageContaining("got 2");
    assertThatThrownBy(() -> new Viewpoint(0, 0, -1, 1)).hasMessageContaining("-1.0");
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new TownSettings(1, 3)).hasMessageContaining("tiles in 4.0..200000.0");
    assertThatThrownBy(() -> new TownSettings(1, 10).withPitchMetres(Double.NaN))
        .hasMessageContaining("pitchMetres");
    assertThatThrownBy(() -> new TownSettings(1, 10).withTileWidthMetres(500))
        .hasMessageContaining("tileWidthMetres");
  }

  private static BgrImage band(Town town, Viewpoint v) {
    return PanoramaRenderer.render(town, v, 32, 128, 45, -45);
  }
}
