package org.crossview.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DistancesTest {
  @Test
  void everyLengthUsesEveryValueOnce() {
    for (int length = 0; length <= 67; length++) {
      float[] a = new float[length + 2];
      float[] b = new float[length + 3];
      int expected = 0;
      for (int i = 0; i < length; i++) {
        a[2 + i] = i;
        b[3 + i] = 2 * i + 1;
        expected += (i + 1) * (i + 1);
      }
      a[0] = 1000;
      b[0] = -1000;
      assertThat(Distances.squaredL2(a, 2, b, 3, length))
          .as("length %d", length)
          .isEqualTo(expected);
    }
  }

  @Test
  void unequalLengthsAreRefused() {
    assertThatThrownBy(() -> Distances.l2(new float[3], new float[4]))
        .hasMessageContaining("3 and 4");
  }
}
