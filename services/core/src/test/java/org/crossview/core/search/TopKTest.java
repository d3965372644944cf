package org.crossview.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TopKTest {
  @Property(tries = 500, seed = "10")
  void theKSmallestComeInOrderOfDistanceThenRow(
      @ForAll("distances") float[] distances, @ForAll @IntRange(min = 1, max = 40) int k) {
    List<Neighbour> sorted =
        IntStream.range(0, distances.length)
            .mapToObj(row -> new Neighbour(row, distances[row]))
            .sorted(
                Comparator.comparingDouble(Neighbour::distance).thenComparingInt(Neighbour::row))
            .limit(k)
            .toList();

    assertThat(TopK.of(distances, k)).isEqualTo(sorted);
  }

  @Provide
  Arbitrary<float[]> distances() {
    // Few different values, so that ties are the rule.
    return Arbitraries.of(0f, .25f, .5f, 1f, 1.5f, 2f, Float.POSITIVE_INFINITY)
        .array(float[].class)
        .ofMaxSize(60);
  }

  @Test
  void theOrderOfOffersDoesNotMatter() {
    TopK upwards = new TopK(3);
    TopK downwards = new TopK(3);
    for (int row = 0; row < 9; row++) {
      upwards.offer(row, 1);
      downwards.offer(8 - row, 1);
    }

    assertThat(downwards.nearestFirst()).isEqualTo(upwards.nearestFirst());
    assertThat(upwards.nearestFirst()).extracting(Neighbour::row).containsExactly(0, 1, 2);
  }

  @Test
  void bothZerosAreEqual() {
    assertThat(TopK.of(new float[] {0f, -0f, 0f}, 2))
        .extracting(Neighbour::row)
        .containsExactly(0, 1);
  }

  @Test
  void aDistanceThatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> TopK.of(new float[] {1, Float.NaN}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1");
  }

  @Test
  void kBelowOneIsRefused() {
    assertThatThrownBy(() -> new TopK(0)).hasMessageContaining("got 0");
  }
}
