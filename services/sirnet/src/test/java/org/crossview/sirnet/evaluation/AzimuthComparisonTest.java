package org.crossview.sirnet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.crossview.core.model.ModelDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzimuthComparisonTest {
  @ParameterizedTest
  @CsvSource({"8, 8", "8, 4", "8, 1", "9, 9", "9, 5", "16, 3"})
  void distancesAreThoseAtTheShiftOfTheHighestCorrelation(int columns, int shown) {
    DescriptorMap map = new DescriptorMap(2, columns, 3);
    SplittableRandom random = new SplittableRandom(columns * 100L + shown);
    float[][][] tiles = random(1100, map, random);
    float[][][] queries = random(3, map, random);
    AzimuthComparison unknown =
        new AzimuthComparison(
            map, DescriptorBlocks.of(queries), DescriptorBlocks.of(tiles), shown, null);
    int[] headings = {0, columns - 1, 2};
    AzimuthComparison known =
        new AzimuthComparison(
            map, DescriptorBlocks.of(queries), DescriptorBlocks.of(tiles), shown, headings);
    float[][] free = new float[3][1100];
    float[][] fixed = new float[3][1100];
    unknown.compare(1, 0, free);
    known.compare(1, 0, fixed);

    for (int q = 0; q < 3; q++) {
      for (int tile = 0; tile < 1100; tile++) {
        int best = 0;
        for (int shift = 1; shift < columns; shift++) {
          if (correlation(map, queries[q][1], tiles[tile][1], shown, shift)
              > correlation(map, queries[q][1], tiles[tile][1], shown, best)) {
            best = shift;
          }
        }
        assertThat((double) free[q][tile])
            .isCloseTo(
                2 - 2 * cosine(map, queries[q][1], tiles[tile][1], shown, best), within(1e-5));
        assertThat((double) fixed[q][tile])
            .isCloseTo(
                2 - 2 * cosine(map, queries[q][1], tiles[tile][1], shown, headings[q]),
                within(1e-5));
        assertThat(unknown.bestShift(1, q, tile)).isEqualTo(best);
      }
    }
  }

  @Test
  void aTurnedDescriptorFitsItsTileAtTheTurn() {
    DescriptorMap map = new DescriptorMap(1, 16, 4);
    float[][][] tile = random(1, map, new SplittableRandom(3));
    float[][][] turned = {new float[2][map.length()]};
    for (int t = 0; t < 2; t++) {
      for (int c = 0; c < 16; c++) {
        System.arraycopy(tile[0][t], (c + 5) % 16 * 4, turned[0][t], c * 4, 4);
      }
    }
    AzimuthComparison comparison =
        new AzimuthComparison(
            map, DescriptorBlocks.of(turned), DescriptorBlocks.of(tile), 16, null);
    float[][] squared = new float[1][1];
    comparison.compare(0, 0, squared);
    assertThat(squared[0][0]).isCloseTo(0, within(1e-5f));
    assertThat(comparison.bestShift(0, 0, 0)).isEqualTo(5);
  }

  @Test
  void wholePanoramasOfKnownHeadingHaveTheOrdinaryDistances() {
    DescriptorMap map = new DescriptorMap(2, 8, 2);
    SplittableRandom random = new SplittableRandom(8);
    float[][][] tiles = random(20, map, random);
    float[][][] queries = random(2, map, random);
    float[][] byAzimuth = new float[2][20];
    float[][] ordinary = new float[2][20];
    new AzimuthComparison(
            map, DescriptorBlocks.of(queries), DescriptorBlocks.of(tiles), 8, new int[2])
        .compare(0, 0, byAzimuth);
    new L2Comparison(DescriptorBlocks.of(queries), DescriptorBlocks.of(tiles))
        .compare(0, 0, ordinary);
    for (int q = 0; q < 2; q++) {
      assertThat(byAzimuth[q]).containsExactly(ordinary[q], within(1e-5f));
    }
  }

  @Test
  void theMapIsTheOneThatTheModelNames() {
    assertThat(DescriptorMap.of(model(true, 4096, 4, 64))).isEqualTo(new DescriptorMap(4, 64, 16));
    assertThat(DescriptorMap.of(model(true, 4096, 4, 16))).isEqualTo(new DescriptorMap(4, 16, 64));
  }

  @Test
  void descriptorsWithoutDirectionsAreNoMap() {
    assertThatThrownBy(() -> DescriptorMap.of(model(false, 4096, 0, 0)))
        .hasMessageContaining("without the polar transform");
    assertThatThrownBy(() -> DescriptorMap.of(model(true, 4096, 0, 0)))
        .hasMessageContaining("keeps no directions");
    assertThatThrownBy(() -> DescriptorMap.of(model(true, 4000, 4, 64)))
        .hasMessageContaining("no map of 4 rows and 64 columns");
  }

  private static ModelDescription model(boolean polar, int length, int rows, int columns) {
    return new ModelDescription(
        "0123456789ab", 128, 512, 128, 512, polar, 3, length, rows, columns);
  }

  /** Product of the shown columns with those of the tile at a shift, as they are. */
  private static double correlation(
      DescriptorMap map, float[] query, float[] tile, int shown, int shift) {
    return product(map, query, 0, tile, shift, shown);
  }

  /** The same, each view normalised over these columns. */
  private static double cosine(
      DescriptorMap map, float[] query, float[] tile, int shown, int shift) {
    return product(map, query, 0, tile, shift, shown)
        / Math.sqrt(
            product(map, query, 0, query, 0, shown)
                * product(map, tile, shift, tile, shift, shown));
  }

  private static double product(
      DescriptorMap map, float[] a, int shiftA, float[] b, int shiftB, int shown) {
    double product = 0;
    for (int row = 0; row < map.rows(); row++) {
      for (int c = 0; c < shown; c++) {
        int columnA = row * map.columns() + (c + shiftA) % map.columns();
        int columnB = row * map.columns() + (c + shiftB) % map.columns();
        for (int k = 0; k < map.channels(); k++) {
          product += (double) a[columnA * map.channels() + k] * b[columnB * map.channels() + k];
        }
      }
    }
    return product;
  }

  /** [count][2][length], rows of length 1, whose columns differ up to tenfold. */
  private static float[][][] random(int count, DescriptorMap map, SplittableRandom random) {
    float[][][] out = new float[count][2][map.length()];
    for (float[][] image : out) {
      for (float[] step : image) {
        double sum = 0;
        double[] strength = random.doubles(map.columns(), .3, 3).toArray();
        for (int d = 0; d < step.length; d++) {
          int column = d / map.channels() % map.columns();
          step[d] = (float) (strength[column] * (random.nextDouble() - .5));
          sum += step[d] * step[d];
        }
        for (int d = 0; d < step.length; d++) {
          step[d] /= (float) Math.sqrt(sum);
        }
      }
    }
    return out;
  }
}
