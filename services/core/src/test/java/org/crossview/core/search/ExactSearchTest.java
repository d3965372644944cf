package org.crossview.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactSearchTest {
  @Property(tries = 100, seed = "20")
  void everyQueryFindsWhatADoublePrecisionSortFinds(
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 67) int length,
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll @IntRange(max = 10_000) int seed) {
    Random random = new Random(seed);
    float[] gallery = unitRows(random, rows, length);
    float[] first = unitRows(random, 1, length);
    float[] second = unitRows(random, 1, length);

    List<List<Neighbour>> found =
        new ExactSearch(gallery, rows, length)
            .search(List.of(Query.ofAll(first), Query.ofAll(second)), k);

    assertFound(found.get(0), first, gallery, rows, k);
    assertFound(found.get(1), second, gallery, rows, k);
  }

  @Test
  void aGalleryOfSeveralBlocksIsSearchedToItsEnd() {
    // 4,096 values are 16 KiB a row: 16 rows a block.
    int rows = 50;
    float[] gallery = unitRows(new Random(1), rows, 4096);
    ExactSearch search = new ExactSearch(gallery, rows, 4096);

    for (int row : new int[] {0, 15, 16, 31, 49}) {
      float[] query = Arrays.copyOfRange(gallery, row * 4096, (row + 1) * 4096);
      assertThat(search.search(Query.ofAll(query), 1)).containsExactly(new Neighbour(row, 0));
    }
  }

  @Test
  void equalRowsComeInTheOrderOfTheGallery() {
    ExactSearch search = new ExactSearch(new float[] {0, 1, 1, 0, 0, 1, 1, 0}, 4, 2);

    assertThat(search.search(Query.ofAll(new float[] {1, 0}), 3))
        .extracting(Neighbour::row)
        .containsExactly(1, 3, 0);
  }

  @Test
  void distancesAreL2OfTheDescriptors() {
    ExactSearch search = new ExactSearch(new float[] {1, 0, 0, 1, -1, 0}, 3, 2);

    assertThat(search.search(Query.ofAll(new float[] {1, 0}), 3))
        .containsExactly(
            new Neighbour(0, 0), new Neighbour(1, (float) Math.sqrt(2)), new Neighbour(2, 2));
  }

  @Test
  void onlyAcceptedRowsAreCandidates() {
    ExactSearch search = new ExactSearch(new float[] {1, 0, 0, 1, -1, 0}, 3, 2);
    float[] query = {1, 0};

    List<List<Neighbour>> found =
        search.search(
            List.of(new Query(query, row -> row == 2), new Query(query, row -> false)), 5);

    assertThat(found.get(0)).extracting(Neighbour::row).containsExactly(2);
    assertThat(found.get(1)).isEmpty();
  }

  @Test
  void anEmptyGalleryGivesNothing() {
    assertThat(new ExactSearch(new float[0], 0, 4).search(Query.ofAll(new float[4]), 3)).isEmpty();
  }

  @Test
  void valuesThatAreNotFiniteAreRefusedInGalleryAndQuery() {
    assertThatThrownBy(() -> new ExactSearch(new float[] {0, 1, Float.NaN, 0}, 2, 2))
        .hasMessageContaining("Value 0 of gallery row 1 is NaN");
    ExactSearch search = new ExactSearch(new float[] {0, 1}, 1, 2);
    assertThatThrownBy(
            () -> search.search(Query.ofAll(new float[] {0, Float.NEGATIVE_INFINITY}), 1))
        .hasMessageContaining("Value 1 of the query is -Infinity");
  }

  @Test
  void aQueryOfAnotherLengthIsRefused() {
    assertThatThrownBy(
            () -> new ExactSearch(new float[] {0, 1}, 1, 2).search(Query.ofAll(new float[] {1}), 1))
        .hasMessageContaining("2 values, the query has 1");
  }

  private static void assertFound(
      List<Neighbour> found, float[] query, float[] gallery, int rows, int k) {
    double[] expected =
        IntStream.range(0, rows).mapToDouble(row -> distance(query, gallery, row)).toArray();
    List<Integer> nearest =
        IntStream.range(0, rows)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> expected[row]))
            .limit(k)
            .toList();
    assertThat(found).hasSize(nearest.size());
    for (int i = 0; i < found.size(); i++) {
      // Rows may change places only where float32 cannot tell their distances apart.
      assertThat((double) found.get(i).distance())
          .isCloseTo(expected[nearest.get(i)], within(1e-5));
      assertThat((double) found.get(i).distance())
          .isCloseTo(expected[found.get(i).row()], within(1e-5));
    }
    assertThat(found).extracting(Neighbour::row).doesNotHaveDuplicates();
  }

  private static double distance(float[] query, float[] gallery, int row) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      double d = (double) query[i] - gallery[row * query.length + i];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  private static float[] unitRows(Random random, int rows, int length) {
    float[] values = new float[rows * length];
    for (int row = 0; row < rows; row++) {
      double norm = 0;
      for (int i = 0; i < length; i++) {
        values[row * length + i] = (float) random.nextGaussian();
        norm += (double) values[row * length + i] * values[row * length + i];
      }
      for (int i = 0; i < length; i++) {
        values[row * length + i] /= (float) Math.sqrt(norm);
      }
    }
    return values;
  }
}
