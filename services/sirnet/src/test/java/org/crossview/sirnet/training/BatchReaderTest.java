package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;
import org.crossview.sirnet.network.View;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
  private static final SirNetSettings TINY = TestNetworks.tiny();
  private static final int WIDTH = TINY.groundWidth();
  private static final int BATCH = 6;
  private static final int STEPS = 40;

  /** No column's number: there are fewer. */
  private static final int BLUE_OF_BLANK = 104;

  @Test
  void pairsOfABatchAreTurnedAndMirroredAlikeSoThatDirectionsTellNothing() throws Exception {
    try (var reader = new BatchReader(TINY, geometryAlone(true, true), new Dials(), 1)) {
      for (int step = 0; step < STEPS; step++) {
        Batch batch = reader.next();
        for (int pair = 1; pair < BATCH; pair++) {
          assertThat(dial(batch.ground(), View.GROUND, pair))
              .isEqualTo(dial(batch.ground(), View.GROUND, 0));
          assertThat(dial(batch.aerial(), View.AERIAL, pair))
              .isEqualTo(dial(batch.aerial(), View.AERIAL, 0));
        }
      }
    }
  }

  @Test
  void batchesAreTurnedByAnglesOfTheirOwnAndHalfOfThemMirrored() throws Exception {
    Set<Integer> firsts = new HashSet<>();
    int mirrored = 0;
    try (var reader = new BatchReader(TINY, geometryAlone(true, true), new Dials(), 1)) {
      for (int step = 0; step < STEPS; step++) {
        int[] dial = dial(reader.next().ground(), View.GROUND, 0);
        firsts.add(dial[0]);
        mirrored += Math.floorMod(dial[1] - dial[0], WIDTH) == 1 ? 0 : 1;
      }
    }

    assertThat(firsts).hasSizeGreaterThan(STEPS / 3);
    assertThat(mirrored).isBetween(STEPS / 4, STEPS * 3 / 4);
  }

  @Test
  void aTurnedPairStaysAPair() throws Exception {
    try (var reader = new BatchReader(TINY, geometryAlone(true, false), new Dials(), 1)) {
      for (int step = 0; step < STEPS; step++) {
        Batch batch = reader.next();
        assertThat(dial(batch.aerial(), View.AERIAL, 0))
            .isEqualTo(dial(batch.ground(), View.GROUND, 0));
      }
    }
  }

  @Test
  void aMirroredPairHasItsNorthWhereItWas() throws Exception {
    int north = WIDTH / 2;
    int mirrored = 0;
    try (var reader = new BatchReader(TINY, geometryAlone(false, true), new Dials(), 1)) {
      for (int step = 0; step < STEPS; step++) {
        Batch batch = reader.next();
        int[] ground = dial(batch.ground(), View.GROUND, 0);
        int[] aerial = dial(batch.aerial(), View.AERIAL, 0);
        boolean flipped = ground[0] != 0;
        mirrored += flipped ? 1 : 0;
        // North is between two columns of a panorama and on one of a polar image.
        assertThat(ground[north]).isEqualTo(flipped ? north - 1 : north);
        assertThat(aerial[north]).isEqualTo(north);
        assertThat(aerial[north + 3]).isEqualTo(flipped ? north - 3 : north + 3);
      }
    }
    assertThat(mirrored).isBetween(STEPS / 4, STEPS * 3 / 4);
  }

  @Test
  void withoutRollAndFlipPairsComeAsTheyAre() throws Exception {
    try (var reader = new BatchReader(TINY, geometryAlone(false, false), new Dials(), 1)) {
      Batch batch = reader.next();
      int[] columns = new int[WIDTH];
      Arrays.setAll(columns, column -> column);
      assertThat(dial(batch.ground(), View.GROUND, BATCH - 1)).isEqualTo(columns);
      assertThat(dial(batch.aerial(), View.AERIAL, BATCH - 1)).isEqualTo(columns);
    }
  }

  @Test
  void panoramasOfABatchAreTurnedAgainstTheirTilesByWholeColumnsAndNarrowedAlike()
      throws Exception {
    int ofMap = TINY.descriptorShape(View.GROUND).columns();
    Set<Integer> shifts = new HashSet<>();
    Set<Integer> widths = new HashSet<>();
    try (var reader = new BatchReader(TINY, narrow("90", "300"), new Dials(), 1)) {
      for (int step = 0; step < STEPS; step++) {
        Batch batch = reader.next();
        int[] dial = dial(batch.ground(), View.GROUND, 0);
        int kept = kept(dial);
        assertThat(kept).isBetween(WIDTH / 4, WIDTH * 300 / 360);
        assertThat(batch.shown()).isEqualTo(Math.ceilDiv(kept * ofMap, WIDTH));
        int[] aerial = dial(batch.aerial(), View.AERIAL, 0);
        assertThat(Math.floorMod(dial[0] - aerial[0], WIDTH))
            .isEqualTo(batch.shift() * WIDTH / ofMap);
        assertThat(dial[kept - 1]).isEqualTo((dial[0] + kept - 1) % WIDTH);
        assertThat(dial(batch.ground(), View.GROUND, BATCH - 1)).isEqualTo(dial);
        shifts.add(batch.shift());
        widths.add(kept);
      }
    }
    assertThat(shifts).hasSizeGreaterThan(ofMap / 2).allMatch(shift -> shift < ofMap);
    assertThat(widths).hasSizeGreaterThan(STEPS / 4);
  }

  /** Columns before the blank ones. */
  private static int kept(int[] dial) {
    int kept = 0;
    while (kept < WIDTH && dial[kept] != BLUE_OF_BLANK) {
      kept++;
    }
    for (int column = kept; column < WIDTH; column++) {
      assertThat(dial[column]).isEqualTo(BLUE_OF_BLANK);
    }
    return kept;
  }

  private static TrainingSettings narrow(String narrowest, String widest) {
    String prefix = "training.augmentation.view.";
    return geometry(true, false)
        .with(
            Map.of(
                prefix + "turned", "true",
                prefix + "narrowest", narrowest,
                prefix + "widest", widest),
            "a test")
        .training();
  }

  private static TrainingSettings geometryAlone(boolean roll, boolean flip) {
    return geometry(roll, flip).training();
  }

  private static Configuration geometry(boolean roll, boolean flip) {
    String prefix = "training.augmentation.";
    return Configuration.load("small")
        .with(
            Map.of(
                "training.batch",
                Integer.toString(BATCH),
                "training.group",
                "2",
                prefix + "roll",
                Boolean.toString(roll),
                prefix + "flip",
                Boolean.toString(flip),
                prefix + "brightness",
                "0",
                prefix + "contrast",
                "0",
                prefix + "channelGain",
                "0",
                prefix + "greyscale",
                "0",
                prefix + "blur",
                "0",
                prefix + "noise",
                "0"),
            "a test");
  }

  /** The numbers in the first row of an image of a batch. */
  private static int[] dial(byte[] images, View view, int pair) {
    int start = pair * TINY.imageBytes(view);
    int[] dial = new int[WIDTH];
    Arrays.setAll(dial, column -> images[start + 3 * column]);
    return dial;
  }

  /** Pairs whose columns are numbered, like the dial of a compass. */
  private static final class Dials implements PairSource {
    @Override
    public int size() {
      return 60;
    }

    @Override
    public void read(int index, byte[] ground, byte[] aerial) {
      number(ground, TINY.groundWidth());
      number(aerial, TINY.aerialWidth());
    }

    private static void number(byte[] image, int width) {
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) (i / 3 % width);
      }
    }
  }
}
