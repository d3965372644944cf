package org.crossview.core.polar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  @Test
  void betweenTheCentresOfCellsValuesRiseEvenly() {
    HeatMap map = new HeatMap(1, 2, new float[] {0, 4});
    assertThat(map.at(.5, .25, false)).isZero();
    assertThat(map.at(.5, .5, false)).isEqualTo(2);
    assertThat(map.at(.5, .75, false)).isEqualTo(4);
  }

  @Test
  void onlyOnACircleTheEdgesMeet() {
    HeatMap map = new HeatMap(1, 4, new float[] {8, 0, 0, 0});
    assertThat(map.at(.5, 1, true)).isEqualTo(4);
    assertThat(map.at(.5, 0, true)).isEqualTo(4);
    assertThat(map.at(.5, 1, false)).isZero();
    assertThat(map.at(.5, 0, false)).isEqualTo(8);
  }

  @Test
  void aMapAsLargeAsThePictureIsKeptAsItIs() {
    float[] values = {1, 2, 3, 4, 5, 6};
    assertThat(new HeatMap(2, 3, values).over(2, 3, true)).containsExactly(values, within(1e-6f));
  }

  @Test
  void sharesAreOfTheLargestValue() {
    assertThat(new HeatMap(1, 3, new float[] {0, 1, 4}).normalized().values())
        .containsExactly(0, .25f, 1);
    assertThat(new HeatMap(1, 2, new float[2]).normalized().values()).containsExactly(0, 0);
  }

  @Test
  void heatOfThePolarImageLiesInItsDirectionAndDistanceOnTheTile() {
    // One hot cell of 8 x 16: the fourth from the rim, towards west.
    int side = 200;
    float[] values = new float[8 * 16];
    values[3 * 16 + 4] = 1;
    float[] tile = new HeatMap(8, 16, values).overTile(new PolarMap(side, 64, 256));

    int hottest = side / 2 * side + side / 2;
    for (int i = 0; i < tile.length; i++) {
      hottest = tile[i] > tile[hottest] ? i : hottest;
    }
    // Its middle is polar row 27.5 of 64, that is 35.5/64 of the way to the rim, and column 71.5 of
    // 256, 7.5 beyond west on the way to north.
    double rho = 100 * 35.5 / 64;
    double theta = 2 * Math.PI * 71.5 / 256;
    int row = hottest / side;
    int col = hottest % side;
    assertThat(1.0 * row).isCloseTo(100 + rho * Math.cos(theta), within(1.5));
    assertThat(1.0 * col).isCloseTo(100 - rho * Math.sin(theta), within(1.5));
    assertThat(tile[hottest]).isGreaterThan(.9f);
    // The other sides of the tile stay cold.
    assertThat(tile[100 * side + 155]).isZero();
    assertThat(tile[155 * side + 100]).isZero();
  }

  @Test
  void theCornersOfATileThatThePolarImageDoesNotShowHaveNoHeat() {
    float[] values = new float[8 * 16];
    Arrays.fill(values, 1);
    float[] tile = new HeatMap(8, 16, values).overTile(new PolarMap(100, 64, 256));
    assertThat(tile[0]).isNaN();
    assertThat(tile[100 * 100 - 1]).isNaN();
    assertThat(tile[50 * 100 + 50]).isEqualTo(1);
    assertThat(tile[50 * 100 + 2]).isEqualTo(1);
  }

  @Test
  void valuesThatAreNoHeatAreRefused() {
    assertThatThrownBy(() -> new HeatMap(1, 1, new float[] {-1})).hasMessageContaining("-1");
    assertThatThrownBy(() -> new HeatMap(1, 1, new float[] {Float.NaN}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new HeatMap(2, 2, new float[3])).hasMessageContaining("2 x 2");
  }
}
