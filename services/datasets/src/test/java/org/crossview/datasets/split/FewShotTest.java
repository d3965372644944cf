package org.crossview.datasets.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FewShotTest {
  /** Pairs of CVUSA's training set. */
  private static final int CVUSA = 35_532;

  @Test
  void subsetsHaveThePublishedSizes() {
    assertThat(FewShot.draw(CVUSA, .2, 1)).hasSize(7_106);
    assertThat(FewShot.draw(CVUSA, .4, 1)).hasSize(14_212);
    assertThat(FewShot.draw(CVUSA, 1.0, 1)).hasSize(CVUSA);
    assertThat(FewShot.draw(100, .29, 1)).as("no pair is lost to rounding").hasSize(29);
    assertThat(FewShot.draw(3, .01, 1)).hasSize(1);
  }

  @Test
  void aSeedGivesTheSamePairsAndASmallerFractionIsPartOfALargerOne() {
    int[] some = FewShot.draw(1000, .2, 7);
    assertThat(FewShot.draw(1000, .2, 7)).containsExactly(some);
    assertThat(FewShot.draw(1000, .2, 8)).isNotEqualTo(some);
    assertThat(FewShot.draw(1000, .4, 7)).contains(some);
    assertThat(some).isSorted().doesNotHaveDuplicates();
    // Spread over all of them: the expected mean is 499.5, its standard error about 18.
    assertThat(Arrays.stream(some).average().orElseThrow()).isBetween(400.0, 600.0);
  }

  @Test
  void aFractionOutOfRangeIsRefused() {
    for (double wrong : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> FewShot.draw(10, wrong, 1))
          .hasMessageContaining("above 0 and at most 1, got " + wrong);
    }
  }
}
