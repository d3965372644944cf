package org.crossview.core.polar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.crossview.core.image.BgrImage;
import org.junit.jupiter.api.Test;

class PolarMapTest {
  private static final int SIDE = 200;
  private static final int HEIGHT = 32;
  private static final int WIDTH = 128;

  private final PolarMap map = new PolarMap(SIDE, HEIGHT, WIDTH);

  @Test
  void theFourQuartersLookSouthWestNorthAndEast() {
    // Top row: rho = 100 * 31 / 32 = 96.875.
    assertSource(0, 0, 196.875, 100);
    assertSource(0, WIDTH / 4, 100, 3.125);
    assertSource(0, WIDTH / 2, 3.125, 100);
    assertSource(0, 3 * WIDTH / 4, 100, 196.875);
  }

  @Test
  void theBottomRowIsTheCentreOfTheTile() {
    for (int col = 0; col < WIDTH; col++) {
      assertSource(HEIGHT - 1, col, 100, 100);
    }
  }

  @Test
  void aPointBetweenTheQuartersFollowsTheFormula() {
    // Row 15: rho = 100 * 16 / 32 = 50. Column 16: theta = 45 degrees, 50 / sqrt(2) = 35.3553.
    assertSource(15, 16, 135.35533905932738, 64.64466094067262);
  }

  @Test
  void theArraysHoldTheSameNumbersRowByRow() {
    float[] rows = map.sourceRows();
    float[] cols = map.sourceCols();

    assertThat(rows).hasSize(HEIGHT * WIDTH);
    assertThat(cols).hasSize(HEIGHT * WIDTH);
    assertThat(rows[15 * WIDTH + 16]).isEqualTo((float) map.sourceRow(15, 16));
    assertThat(cols[15 * WIDTH + 16]).isEqualTo((float) map.sourceCol(15, 16));
  }

  @Test
  void onALinearRampBilinearInterpolationIsExactUpToRounding() {
    // blue = row, green = column, red = (row + column) / 2, all below 256.
    BgrImage polar = map.transform(ramp());

    for (int row = 0; row < HEIGHT; row++) {
      for (int col = 0; col < WIDTH; col++) {
        assertThat(value(polar, row, col, 0))
            .isCloseTo((int) Math.round(map.sourceRow(row, col)), within(1));
        assertThat((double) value(polar, row, col, 0))
            .isCloseTo(map.sourceRow(row, col), within(0.5001));
        assertThat((double) value(polar, row, col, 1))
            .isCloseTo(map.sourceCol(row, col), within(0.5001));
      }
    }
  }

  @Test
  void tapsOutsideTheTileCountAsZero() {
    // A tile of side 2 and 64 rows: the outer ring lies up to 0.98 pixels below
    // the last row's centre.
    PolarMap outer = new PolarMap(2, 64, 4);
    byte[] white = new byte[2 * 2 * 3];
    Arrays.fill(white, (byte) 200);

    BgrImage polar = outer.transform(new BgrImage(2, 2, white));

    // South: source row 1 + 63/64, so 63/64 of the weight lies outside; column 1 exactly.
    assertThat(value(polar, 0, 0, 0)).isEqualTo((int) Math.round(200 / 64.0));
    // North: source row 1/64 lies inside.
    assertThat(value(polar, 0, 2, 0)).isEqualTo(200);
  }

  @Test
  void turningTheTileAQuarterCounterClockwiseRollsThePolarImageByAQuarter() {
    BgrImage tile = waves();
    BgrImage polar = map.transform(tile);
    BgrImage turned = map.transform(turnedCounterClockwise(tile));

    // North of the turned tile is east of the first: column j of it shows what
    // column j + W/4 showed.
    // The tile's centre at S/2 is half a pixel off the middle of its pixels, so values differ by
    // what the waves change over a pixel (amplitude 100, wavelength 80: less than 8 a pixel).
    double sum = 0;
    for (int row = 0; row < HEIGHT; row++) {
      for (int col = 0; col < WIDTH; col++) {
        int difference =
            value(turned, row, col, 0) - value(polar, row, (col + WIDTH / 4) % WIDTH, 0);
        assertThat(Math.abs(difference)).as("row %d, column %d", row, col).isLessThanOrEqualTo(12);
        sum += Math.abs(difference);
      }
    }
    assertThat(sum / (HEIGHT * WIDTH)).isLessThan(6);
  }

  @Test
  void aTileOfAnotherSideIsRefused() {
    assertThatThrownBy(() -> map.transform(new BgrImage(200, 100, new byte[200 * 100 * 3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200 x 100");
  }

  private void assertSource(int row, int col, double sourceRow, double sourceCol) {
    assertThat(map.sourceRow(row, col)).isCloseTo(sourceRow, within(1e-9));
    assertThat(map.sourceCol(row, col)).isCloseTo(sourceCol, within(1e-9));
  }

  private static BgrImage ramp() {
    byte[] bgr = new byte[SIDE * SIDE * 3];
    for (int row = 0, at = 0; row < SIDE; row++) {
      for (int col = 0; col < SIDE; col++) {
        bgr[at++] = (byte) row;
        bgr[at++] = (byte) col;
        bgr[at++] = (byte) ((row + col) / 2);
      }
    }
    return new BgrImage(SIDE, SIDE, bgr);
  }

  private static BgrImage waves() {
    byte[] bgr = new byte[SIDE * SIDE * 3];
    for (int row = 0, at = 0; row < SIDE; row++) {
      for (int col = 0; col < SIDE; col++) {
        double wave = Math.sin(2 * Math.PI * row / 80) * Math.cos(2 * Math.PI * col / 160 + 1);
        bgr[at++] = (byte) Math.round(128 + 100 * wave);
        bgr[at++] = 0;
        bgr[at++] = 0;
      }
    }
    return new BgrImage(SIDE, SIDE, bgr);
  }

  private static BgrImage turnedCounterClockwise(BgrImage tile) {
    byte[] bgr = new byte[tile.bgr().length];
    for (int row = 0, at = 0; row < SIDE; row++) {
      for (int col = 0; col < SIDE; col++) {
        for (int channel = 0; channel < 3; channel++) {
          bgr[at++] = tile.bgr()[(col * SIDE + (SIDE - 1 - row)) * 3 + channel];
        }
      }
    }
    return new BgrImage(SIDE, SIDE, bgr);
  }

  private static int value(BgrImage image, int row, int col, int channel) {
    return Byte.toUnsignedInt(image.bgr()[(row * image.width() + col) * 3 + channel]);
  }
}
