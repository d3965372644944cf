package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikeOrderTest {
  private static final int KINDS = 16;
  private static final int OF_EACH = 32;
  private static final int LENGTH = 24;
  private static final int ALL = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 8, 9, 17, 100, 257})
  void everyIndexComesOnce(int number) {
    float[][] descriptors = new float[number][LENGTH];
    SplittableRandom random = new SplittableRandom(number);
    for (float[] descriptor : descriptors) {
      fill(descriptor, random, 1);
    }
    int[] sorted = LookAlikeOrder.of(descriptors, ALL);
    Arrays.sort(sorted);
    assertThat(sorted).isEqualTo(IntStream.range(0, number).toArray());
  }

  @Test
  void placesOfOneKindStandTogether() {
    float[][] descriptors = kinds();
    int[] order = LookAlikeOrder.of(descriptors, ALL);
    int alike = 0;
    for (int i = 1; i < order.length; i++) {
      alike += order[i] % KINDS == order[i - 1] % KINDS ? 1 : 0;
    }
    // In the order in which they come it is none of them; by chance a sixteenth.
    assertThat(alike).isGreaterThan(order.length * 9 / 10);
  }

  @Test
  void runsStayTogetherAndAreOrderedAmongThemselves() {
    float[][] descriptors = kinds();
    int run = descriptors.length / 4 + 3;

    int[] order = LookAlikeOrder.of(descriptors, run);

    int alike = 0;
    for (int i = 0; i < order.length; i++) {
      assertThat(order[i] / run).isEqualTo(i / run);
      alike += i > 0 && order[i] % KINDS == order[i - 1] % KINDS ? 1 : 0;
    }
    assertThat(alike).isGreaterThan(order.length / 2);
  }

  @Test
  void theSameDescriptorsGiveTheSameOrder() {
    assertThat(LookAlikeOrder.of(kinds(), ALL)).isEqualTo(LookAlikeOrder.of(kinds(), ALL));
  }

  @Test
  void descriptorsThatAreAllEqualKeepTheirOrder() {
    float[][] equal = new float[100][LENGTH];
    assertThat(LookAlikeOrder.of(equal, ALL)).isEqualTo(IntStream.range(0, 100).toArray());
  }

  /** Descriptor i is of kind i modulo the number of kinds. */
  private static float[][] kinds() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] centres = new float[KINDS][LENGTH];
    for (float[] centre : centres) {
      fill(centre, random, 1);
    }
    float[][] descriptors = new float[KINDS * OF_EACH][LENGTH];
    for (int i = 0; i < descriptors.length; i++) {
      fill(descriptors[i], random, .05);
      for (int d = 0; d < LENGTH; d++) {
        descriptors[i][d] += centres[i % KINDS][d];
      }
    }
    return descriptors;
  }

  private static void fill(float[] descriptor, SplittableRandom random, double deviation) {
    for (int d = 0; d < descriptor.length; d++) {
      descriptor[d] = (float) (deviation * random.nextGaussian());
    }
  }
}
