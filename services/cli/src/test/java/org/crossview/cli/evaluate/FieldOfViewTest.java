package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.DescriptorMap;
import org.junit.jupiter.api.Test;

class FieldOfViewTest {
  private static final DescriptorMap MAP = new DescriptorMap(4, 64, 16);

  @Test
  void theFirstColumnsOfTheRolledPanoramaAreKeptAndTheOthersBlank() {
    byte[] pixels = new byte[2 * 8 * 3];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) i);
    BgrImage seen = new FieldOfView(135, true).of(new BgrImage(2, 8, pixels), 6);

    // Three of eight columns: 6, 7 and, around the circle, 0.
    for (int row = 0; row < 2; row++) {
      for (int col = 0; col < 8; col++) {
        int source = (row * 8 + (col + 6) % 8) * 3;
        byte[] expected =
            col < 3
                ? new byte[] {(byte) source, (byte) (source + 1), (byte) (source + 2)}
                : new byte[] {104, 117, 124};
        int at = (row * 8 + col) * 3;
        assertThat(new byte[] {seen.bgr()[at], seen.bgr()[at + 1], seen.bgr()[at + 2]})
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void thePublishedFieldsOfViewKeepThePublishedColumns() {
    double[] degrees = {360, 180, 90, 70};
    assertThat(Arrays.stream(degrees).mapToObj(d -> new FieldOfView(d, true).kept(512)))
        .containsExactly(512, 256, 128, 99);
    assertThat(Arrays.stream(degrees).mapToObj(d -> new FieldOfView(d, true).shown(512, MAP)))
        .containsExactly(64, 32, 16, 13);
  }

  @Test
  void aKnownTurnIsWholeColumnsOfTheMapAndAnUnknownOneIsAny() {
    FieldOfView known = new FieldOfView(90, false);
    FieldOfView unknown = new FieldOfView(90, true);
    for (int query = 0; query < 300; query++) {
      assertThat(known.shift(query, 512, MAP)).isEqualTo(known.roll(query, 512, MAP) / 8);
      assertThat(known.roll(query, 512, MAP) % 8).isZero();
      assertThat(unknown.roll(query, 512, MAP)).isBetween(0, 511);
    }
    assertThat(IntStream.range(0, 300).map(q -> unknown.roll(q, 512, MAP)).distinct().count())
        .isGreaterThan(150);
    assertThat(IntStream.range(0, 300).anyMatch(q -> unknown.roll(q, 512, MAP) % 8 != 0)).isTrue();
  }

  @Test
  void anUnknownTurnIsRoundedToTheNearestColumnAroundTheCircle() {
    FieldOfView unknown = new FieldOfView(90, true);
    int back = 0;
    for (int query = 0; query < 2000; query++) {
      int roll = unknown.roll(query, 512, MAP);
      int shift = unknown.shift(query, 512, MAP);
      assertThat(shift).isBetween(0, 63);
      int off = Math.abs(roll - 8 * shift);
      assertThat(Math.min(off, 512 - off)).isLessThanOrEqualTo(4);
      back += roll > 508 && shift == 0 ? 1 : 0;
    }
    assertThat(back).isPositive();
  }

  @Test
  void aHeadingIsFoundInItsColumnAndInThoseBesideIt() {
    assertThat(IntStream.range(0, 64).filter(column -> FieldOfView.isFound(column, 20, MAP)))
        .containsExactly(19, 20, 21);
    assertThat(IntStream.range(0, 64).filter(column -> FieldOfView.isFound(column, 0, MAP)))
        .containsExactly(0, 1, 63);
  }

  @Test
  void aModelWithoutThePolarTransformHasNoDirections() {
    ModelDescription square =
        new ModelDescription("0123456789ab", 128, 512, 256, 256, false, 3, 4096, 0, 0);
    assertThatThrownBy(() -> FieldOfView.map(square))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("without the polar transform");
  }
}
