package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.DescriptorMap;
import org.junit.jupiter.api.Test;

class FieldOfViewTest {
  private static final DescriptorMap MAP = new DescriptorMap(4, 64, 16);

  @Test
  void thePublishedFieldsOfViewShowThePublishedColumnsOfTheMap() {
    double[] degrees = {360, 180, 90, 70};
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
