package org.crossview.sirnet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitedViewTest {
  private static final double[] PUBLISHED = {360, 180, 90, 70};

  @Test
  void theFirstColumnsOfTheRolledPanoramaAreKeptAndTheOthersBlank() {
    byte[] pixels = new byte[2 * 8 * 3];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) i);
    byte[] seen = new LimitedView(135).of(pixels, 2, 8, 6);

    // Three of eight columns: 6, 7 and, around the circle, 0.
    for (int row = 0; row < 2; row++) {
      for (int col = 0; col < 8; col++) {
        int source = (row * 8 + (col + 6) % 8) * 3;
        byte[] expected =
            col < 3
                ? new byte[] {(byte) source, (byte) (source + 1), (byte) (source + 2)}
                : new byte[] {104, 117, 124};
        int at = (row * 8 + col) * 3;
        assertThat(Arrays.copyOfRange(seen, at, at + 3)).isEqualTo(expected);
      }
    }
  }

  @Test
  void thePublishedFieldsOfViewKeepThePublishedColumns() {
    assertThat(Arrays.stream(PUBLISHED).mapToObj(d -> new LimitedView(d).kept(512)))
        .containsExactly(512, 256, 128, 99);
    assertThat(Arrays.stream(PUBLISHED).mapToObj(d -> new LimitedView(d).shown(512, 64)))
        .containsExactly(64, 32, 16, 13);
  }

  @Test
  void aViewOfNothingOrOfMoreThanACircleIsRefused() {
    for (double degrees : new double[] {0, -1, 360.5, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LimitedView(degrees))
          .withMessageContaining("at most 360 degrees, got " + degrees);
    }
  }
}
