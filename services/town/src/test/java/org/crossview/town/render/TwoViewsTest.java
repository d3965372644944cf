package org.crossview.town.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.crossview.core.image.BgrImage;
import org.crossview.core.polar.PolarMap;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.CarSlot;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.GroundMap;
import org.crossview.town.scene.Look;
import org.crossview.town.scene.Scene;
import org.crossview.town.scene.SpatialGrid;
import org.crossview.town.scene.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A red tower on a lawn must be found at the same bearing in both views. */
class TwoViewsTest {
  private static final int WIDTH = 360;

  @ParameterizedTest
  @CsvSource({"0, 25", "25, 0", "0, -25", "-25, 0", "18, 14", "-9, 22", "-21, -17"})
  void aTowerHasTheBearingOfItsPlaceInBothViews(double east, double north) {
    double bearing = Math.toDegrees(Math.atan2(east, north));
    for (long day = 1; day <= 5; day++) {
      assertThat(off(bearingInPanorama(east, north, 0, day), bearing)).isLessThan(2);
      assertThat(off(bearingInTile(east, north, day), bearing)).isLessThan(6);
    }
  }

  @Test
  void thePolarTransformOfTheTileLinesUpWithTheNorthwardPanorama() {
    PolarMap polar = new PolarMap(160, 64, WIDTH);
    for (double[] place : new double[][] {{14, 14}, {-20, 5}, {3, -24}, {24, -4}}) {
      BgrImage tile = polar.transform(tile(scene(place[0], place[1]), 4));
      BgrImage view = panorama(scene(place[0], place[1]), 0, 4);
      assertThat(off(middle(tile), middle(view))).isLessThan(5);
    }
  }

  /** The mean column of the red pixels on the circle of columns; one column is a degree. */
  private static double middle(BgrImage image) {
    double x = 0;
    double y = 0;
    for (int col = 0; col < WIDTH; col++) {
      int red = red(image, col);
      x += red * Math.sin(Math.toRadians(col));
      y += red * Math.cos(Math.toRadians(col));
    }
    assertThat(Math.hypot(x, y)).isPositive();
    return Math.toDegrees(Math.atan2(x, y));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 30, 90, 200, 359})
  void theCentreColumnLooksAlongTheHeading(double heading) {
    double east = 25 * Math.sin(Math.toRadians(heading));
    double north = 25 * Math.cos(Math.toRadians(heading));
    BgrImage view = panorama(scene(east, north), heading, 3);
    assertThat(red(view, WIDTH / 2)).isPositive();
    assertThat(red(view, WIDTH / 2 - 60)).isZero();
    // The red tower is 8 m wide: about 18 degrees from 25 m away.
    assertThat(red(view, WIDTH / 2 + 14)).isZero();
  }

  @Test
  void columnsGrowClockwise() {
    BgrImage view = panorama(scene(25, 0), 0, 3);
    assertThat(red(view, WIDTH * 3 / 4)).isPositive();
    assertThat(red(view, WIDTH / 4)).isZero();
  }

  @Test
  void aTileHasNorthAboveAndEastToTheRight() {
    assertThat(isRed(tile(scene(20, 0), 3), 80, 120)).isTrue();
    assertThat(isRed(tile(scene(0, 20), 3), 40, 80)).isTrue();
    assertThat(isRed(tile(scene(0, 20), 3), 120, 80)).isFalse();
  }

  @Test
  void aTowerRisesAsHighAsItsHeightAndDistanceSay() {
    for (long day = 1; day <= 5; day++) {
      BgrImage view = panorama(scene(0, 25), 0, day);
      int top = 0;
      while (!isRed(view, top, WIDTH / 2)) {
        top++;
      }
      double elevation = 45 - (top + .5) * 90 / view.height();
      // The near wall is 21 m away and 20 m high, the camera 2.5 m;
      // cameras tilt by up to 2 degrees.
      double expected = Math.toDegrees(Math.atan2(17.5, 21));
      assertThat(Math.abs(elevation - expected)).isLessThan(3);
    }
  }

  @Test
  void anotherDayChangesThePixelsButNotThePlaces() {
    Scene scene = scene(18, 14);
    BgrImage one = panorama(scene, 0, 1);
    BgrImage other = panorama(scene, 0, 2);
    assertThat(one.bgr()).isNotEqualTo(other.bgr());
    assertThat(off(bearingInPanorama(18, 14, 0, 1), bearingInPanorama(18, 14, 0, 2))).isLessThan(1);
    assertThat(tile(scene, 1).bgr()).isNotEqualTo(tile(scene, 2).bgr());
  }

  private static double bearingInPanorama(double east, double north, double heading, long day) {
    BgrImage view = panorama(scene(east, north), heading, day);
    double x = 0;
    double y = 0;
    for (int col = 0; col < WIDTH; col++) {
      double bearing = Math.toRadians(heading + col - WIDTH / 2.0);
      int red = red(view, col);
      x += red * Math.sin(bearing);
      y += red * Math.cos(bearing);
    }
    return Math.toDegrees(Math.atan2(x, y));
  }

  private static double bearingInTile(double east, double north, long day) {
    BgrImage tile = tile(scene(east, north), day);
    double x = 0;
    double y = 0;
    for (int row = 0; row < tile.height(); row++) {
      for (int col = 0; col < tile.width(); col++) {
        if (isRed(tile, row, col)) {
          x += col + .5 - tile.width() / 2.0;
          y += tile.height() / 2.0 - row - .5;
        }
      }
    }
    return Math.toDegrees(Math.atan2(x, y));
  }

  private static double off(double a, double b) {
    return Math.abs(Math.IEEEremainder(a - b, 360));
  }

  private static int red(BgrImage image, int col) {
    int n = 0;
    for (int row = 0; row < image.height(); row++) {
      n += isRed(image, row, col) ? 1 : 0;
    }
    return n;
  }

  private static boolean isRed(BgrImage image, int row, int col) {
    int i = (row * image.width() + col) * 3;
    int b = image.bgr()[i] & 0xFF;
    int g = image.bgr()[i + 1] & 0xFF;
    int r = image.bgr()[i + 2] & 0xFF;
    return r > 1.8 * g && r > 1.8 * b && r > 35;
  }

  private static BgrImage panorama(Scene scene, double heading, long day) {
    return PanoramaScan.render(scene, 0, 0, heading, 180, WIDTH, 45, -45, Conditions.street(day));
  }

  private static BgrImage tile(Scene scene, long day) {
    return TileScan.render(scene, 0, 0, 80, 160, Conditions.aerial(day));
  }

  private static Scene scene(double east, double north) {
    GroundMap.Builder ground = new GroundMap.Builder(-200, -200, 200, 200);
    ground.rectangle(Ground.LAWN, 0, 0, 1, 0, 190, 190);
    SpatialGrid<Box> boxes = new SpatialGrid<>();
    Look red = Look.plain(0xD01010, 0xD01010, 1);
    boxes.add(
        east,
        north,
        new Box(Box.Kind.PLAIN, east, north, 1, 0, 4, 4, 0, 20, Box.Roof.FLAT, 0, red));
    return new Scene(1, ground.build(), boxes, new SpatialGrid<Tree>(), new SpatialGrid<CarSlot>());
  }
}
