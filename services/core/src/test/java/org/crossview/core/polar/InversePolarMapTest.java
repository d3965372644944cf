package org.crossview.core.polar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InversePolarMapTest {
  @Property(tries = 300)
  void theInverseFindsTheOutputPixelOfEverySource(
      @ForAll @IntRange(min = 2, max = 1200) int side,
      @ForAll @IntRange(min = 2, max = 200) int height,
      @ForAll @IntRange(min = 1, max = 600) int width,
      @ForAll @DoubleRange(max = 1) double down,
      @ForAll @DoubleRange(max = 1) double right) {
    PolarMap map = new PolarMap(side, height, width);
    // Not the last row: it is the centre, which every column shows.
    int row = (int) (down * (height - 2));
    int col = (int) (right * (width - 1));
    double sourceRow = map.sourceRow(row, col);
    double sourceCol = map.sourceCol(row, col);

    assertThat(map.outputRow(sourceRow, sourceCol)).isCloseTo(row, within(1e-6));
    double off = Math.abs(map.outputCol(sourceRow, sourceCol) - col);
    assertThat(Math.min(off, width - off)).isLessThan(1e-6);
  }

  @Property(tries = 300)
  void everyPointOfTheTileIsShownByTheOutputPixelThatTheInverseNames(
      @ForAll @IntRange(min = 2, max = 1200) int side,
      @ForAll @DoubleRange(max = 1) double down,
      @ForAll @DoubleRange(max = 1) double right) {
    PolarMap map = new PolarMap(side, 64, 256);
    double row = down * (side - 1);
    double col = right * (side - 1);
    double outputRow = map.outputRow(row, col);
    double theta = 2 * Math.PI * map.outputCol(row, col) / map.width();
    // The forward formula, for a fraction of a pixel.
    double rho = side / 2.0 * (map.height() - 1 - outputRow) / map.height();

    assertThat(side / 2.0 + rho * Math.cos(theta)).isCloseTo(row, within(1e-6));
    assertThat(side / 2.0 - rho * Math.sin(theta)).isCloseTo(col, within(1e-6));
  }

  @Test
  void theQuartersOfTheTileAreTheQuartersOfTheOutput() {
    PolarMap map = new PolarMap(200, 32, 128);
    assertThat(map.outputCol(180, 100)).isEqualTo(0);
    assertThat(map.outputCol(100, 20)).isCloseTo(32, within(1e-9));
    assertThat(map.outputCol(20, 100)).isCloseTo(64, within(1e-9));
    assertThat(map.outputCol(100, 180)).isCloseTo(96, within(1e-9));
    assertThat(map.outputRow(100, 100)).isEqualTo(31);
    assertThat(map.outputRow(0, 0)).isNegative();
  }
}
