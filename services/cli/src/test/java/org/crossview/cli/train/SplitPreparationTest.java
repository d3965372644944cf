package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.crossview.cli.TestModels;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.data.SplitIdentity;
import org.crossview.cli.data.TinyData;
import org.crossview.core.geo.UtmCoordinate;
import org.crossview.datasets.DataSet;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.Tile;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.Projection;
import org.crossview.imaging.TilePreparation;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitPreparationTest {
  private static final SirNetSettings NETWORK = TestModels.NETWORK;

  @TempDir private Path root;
  @TempDir private Path caches;
  private final Omissions omissions = new Omissions();

  private SplitPreparation preparation() {
    return new SplitPreparation(NETWORK, caches, 2, omissions);
  }

  private Split train() throws Exception {
    return DataSet.parse("cvusa:" + root).training();
  }

  @Test
  void pairsAreWhatTheServicesPrepare() throws Exception {
    TinyData.cvusa(root, 4, 1);
    byte[] ground = new byte[NETWORK.imageBytes(View.GROUND)];
    byte[] aerial = new byte[NETWORK.imageBytes(View.AERIAL)];
    Set<Integer> found = new HashSet<>();
    try (PreparedPairs pairs = preparation().prepare(SplitChoice.all(train()))) {
      assertThat(pairs.size()).isEqualTo(4);
      for (int i = 0; i < 4; i++) {
        pairs.read(i, ground, aerial);
        for (int number = 1; number <= 4; number++) {
          byte[] panorama = Files.readAllBytes(TinyData.panoramaOfCvusa(root, number));
          byte[] expected =
              PanoramaPreparation.prepare(
                      panorama, Projection.STRIP_360X65, OptionalDouble.empty(), 64, 128)
                  .bgr();
          if (Arrays.equals(expected, ground)) {
            found.add(number);
            byte[] tile = Files.readAllBytes(TinyData.tileOfCvusa(root, number));
            assertThat(aerial).isEqualTo(TilePreparation.prepare(tile, 64, 128).bgr());
          }
        }
      }
    }
    assertThat(found).as("each pair once").containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(omissions.isEmpty()).isTrue();
  }

  @Test
  void aBrokenImageLeavesItsPairOutUntilItIsMended() throws Exception {
    TinyData.cvusa(root, 3, 1);
    Path tile = TinyData.tileOfCvusa(root, 2);
    byte[] good = Files.readAllBytes(tile);
    Files.write(tile, new byte[good.length]);
    try (PreparedPairs pairs = preparation().prepare(SplitChoice.all(train()))) {
      assertThat(pairs.size()).isEqualTo(2);
    }
    assertThat(omissions.all()).extracting(Omission::file).containsExactly(tile);
    assertThat(omissions.count(Omission.Kind.BROKEN)).isEqualTo(1);

    Files.write(tile, good);
    try (PreparedPairs pairs = preparation().prepare(SplitChoice.all(train()))) {
      assertThat(pairs.size()).isEqualTo(3);
    }
    assertThat(omissions.all()).hasSize(1);
  }

  @Test
  void fractionsShareOneCache() throws Exception {
    TinyData.cvusa(root, 10, 1);
    SplitChoice all = SplitChoice.all(train());
    for (double fraction : new double[] {.2, .4, 1}) {
      try (PreparedPairs pairs = preparation().prepare(all.fraction(fraction, 3))) {
        assertThat(pairs.size()).isEqualTo((int) (fraction * 10));
      }
    }
    assertThat(TinyData.files(caches, ".pairs")).hasSize(1);
  }

  @Test
  void anImageThatWasReplacedIsPreparedAgain() throws Exception {
    TinyData.cvusa(root, 2, 1);
    String before = new SplitIdentity(train()).digitsWithTimes();
    assertThat(new SplitIdentity(train()).digitsWithTimes()).isEqualTo(before);
    TinyData.image(TinyData.tileOfCvusa(root, 1), 44, 44, 9);
    assertThat(new SplitIdentity(train()).digitsWithTimes()).isNotEqualTo(before);
  }

  @Test
  void nothingUsableIsSaidWithAFault() throws Exception {
    TinyData.cvusa(root, 1, 1);
    Files.writeString(TinyData.panoramaOfCvusa(root, 1), "no image");
    SplitChoice all = SplitChoice.all(train());
    assertThatThrownBy(() -> preparation().prepare(all))
        .hasMessageContaining("no pair of CVUSA train can be used; the last image at fault is")
        .hasMessageContaining("0000001.jpg");
  }

  @Test
  void tilesThatShowThePlaceOffTheirMiddleAreNoNegatives() {
    Path file = Path.of("x.jpg");
    Panorama one =
        new Panorama(
            file,
            Projection.EQUIRECTANGULAR,
            OptionalDouble.empty(),
            new int[] {0},
            new int[] {1, 2});
    Panorama two = Panorama.northUp(file, Projection.EQUIRECTANGULAR, 1);
    Tile tile = new Tile(file, Optional.empty());
    Split split =
        new Split(
            "s",
            root,
            2,
            false,
            List.of(tile, tile, tile),
            List.of(one, two),
            OptionalInt.empty(),
            List.of());
    try (PairCache cache = PairCache.open(caches.resolve("x.pairs"), 2, 1, 2)) {
      cache.write(0, new byte[] {10}, new byte[2]);
      cache.write(1, new byte[] {20}, new byte[2]);
      PreparedPairs pairs = new SplitPairs(split, cache, new int[] {0, 1});
      byte[] ground = new byte[1];
      pairs.read(0, ground, new byte[2]);
      int first = ground[0] == 10 ? 0 : 1;
      assertThat(pairs.isSamePlace(first, 1 - first)).isTrue();
      assertThat(pairs.isSamePlace(1 - first, first)).isFalse();
      assertThat(pairs.isSamePlace(0, 0)).isTrue();
    }
  }

  @Test
  void aTenthIsHeldOutOfWhatHasNoPartToValidateOn() throws Exception {
    TinyData.cvusa(root, 25, 1);
    SplitChoice all = SplitChoice.all(train());
    SplitChoice held = all.heldOut();
    assertThat(held.panoramas()).hasSize(2).isEqualTo(all.heldOut().panoramas());
    int[] others = all.withoutTilesOf(held).panoramas();
    assertThat(others).hasSize(23);
    assertThat(IntStream.concat(IntStream.of(others), IntStream.of(held.panoramas())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 25).boxed().toList());
  }

  @Test
  void aPanoramaThatSharesItsTileWithOneHeldOutIsNotTrainedOn() {
    Split split = split(List.of(tile(0), tile(1)), 0, 0, 1);
    SplitChoice held = new SplitChoice(split, new int[] {1});

    assertThat(SplitChoice.all(split).withoutTilesOf(held).panoramas()).containsExactly(2);
  }

  @Test
  void panoramasOfOneTileAreKnownByIt() {
    try (PreparedPairs pairs = pairs(split(List.of(tile(0), tile(100)), 0, 1, 0, 1, 0))) {
      assertThat(IntStream.range(0, 5).mapToObj(pairs::tileOf).distinct()).hasSize(2);
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
          assertThat(pairs.isSamePlace(i, j)).isEqualTo(pairs.tileOf(i).equals(pairs.tileOf(j)));
        }
      }
    }
  }

  @Test
  void tilesAFewMetresApartAreNoNegatives() {
    try (PreparedPairs near = pairs(split(List.of(tile(0), tile(4.5)), 0, 1))) {
      assertThat(near.isSamePlace(0, 1)).isTrue();
    }
    try (PreparedPairs far = pairs(split(List.of(tile(0), tile(5.5)), 0, 1))) {
      assertThat(far.isSamePlace(0, 1)).isFalse();
    }
  }

  /** A tile so many metres north of a point. */
  private static Tile tile(double metres) {
    return new Tile(
        Path.of("x.jpg"),
        Optional.of(new Place.InZone(new UtmCoordinate(55, false, 690_000, metres))));
  }

  /** Panoramas on tiles. */
  private Split split(List<Tile> tiles, int... tileOfPanorama) {
    return new Split(
        "s",
        root,
        tileOfPanorama.length,
        false,
        tiles,
        IntStream.of(tileOfPanorama)
            .mapToObj(i -> Panorama.northUp(Path.of("x.jpg"), Projection.EQUIRECTANGULAR, i))
            .toList(),
        OptionalInt.empty(),
        List.of());
  }

  private PreparedPairs pairs(Split split) {
    int count = split.panoramas().size();
    PairCache cache = PairCache.open(caches.resolve(split.hashCode() + ".pairs"), count, 1, 1);
    return new SplitPairs(split, cache, IntStream.range(0, count).toArray());
  }

  @Test
  void aDiskWithoutRoomIsSaidBeforeTheWork() throws Exception {
    int bytes = 40_000_000;
    long free = Files.getFileStore(caches).getUsableSpace();
    int pairs = (int) (free / (2L * bytes)) + 100;
    // Sparse: it takes no room until it is written.
    try (PairCache cache = PairCache.open(caches.resolve("large.pairs"), pairs, bytes, bytes)) {
      assertThatThrownBy(
              () ->
                  CacheFilling.fill(
                      cache, IntStream.range(0, pairs).toArray(), 1, "filling", "pairs", i -> {}))
          .hasMessageContaining(pairs + " pairs need ")
          .hasMessageContaining("name another folder with --cache");
    }
  }
}
