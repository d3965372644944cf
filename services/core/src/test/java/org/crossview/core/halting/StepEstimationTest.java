package org.crossview.core.halting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepEstimationTest {
  private final StepEstimation estimation = new StepEstimation(DistanceKind.L2);

  @Test
  void theWorkedExampleHaltsAtTheSecondStep() {
    Halting halting =
        estimation.choose(
            steps(new double[] {.80, 1.00}, new double[] {.75, 1.10}, new double[] {.74, 1.02}));

    assertThat(halting.step()).isEqualTo(2);
    assertThat(halting.confidences()).hasSize(2);
    assertThat(halting.confidences()[0]).isCloseTo(-.45017, within(5e-6));
    assertThat(halting.confidences()[1]).isCloseTo(-.41338, within(5e-6));
    assertThat(halting.confidence()).isEqualTo(halting.confidences()[1]);
  }

  @Test
  void aGapThatShrinksAtOnceHaltsAtTheFirstStep() {
    assertThat(
            estimation
                .choose(steps(new double[] {.5, .9}, new double[] {.5, .8}, new double[] {.1, .9}))
                .step())
        .isEqualTo(1);
  }

  @Test
  void aGapThatKeepsGrowingRunsToTheLastStep() {
    Halting halting =
        estimation.choose(
            steps(new double[] {.5, .6}, new double[] {.5, .7}, new double[] {.5, .8}));

    assertThat(halting.step()).isEqualTo(3);
    assertThat(halting.confidences()).hasSize(3);
  }

  @Test
  void tiesGoOn() {
    assertThat(
            estimation
                .choose(
                    steps(new double[] {.5, .75}, new double[] {.25, .5}, new double[] {.5, .75}))
                .step())
        .isEqualTo(3);
  }

  @Test
  void squaredDistancesCanHaltAtAnotherStepThanDistances() {
    double[][] squared = {{.10, .30}, {.60, .85}};
    List<double[]> roots =
        Arrays.stream(squared).map(d -> Arrays.stream(d).map(Math::sqrt).toArray()).toList();

    assertThat(estimation.choose(roots).step()).isEqualTo(1);
    assertThat(new StepEstimation(DistanceKind.SQUARED_L2).choose(roots).step()).isEqualTo(2);
  }

  @Test
  void aGalleryOfOneTileRunsToTheLastStepWithConfidenceMinusOne() {
    Halting halting =
        estimation.choose(steps(new double[] {.8}, new double[] {.1}, new double[] {.9}));

    assertThat(halting.step()).isEqualTo(3);
    assertThat(halting.confidences()).containsExactly(-1, -1, -1);
  }

  @Test
  void aModelOfOneStepHaltsThere() {
    assertThat(estimation.choose(steps(new double[] {.8, 1.0})).step()).isEqualTo(1);
  }

  @Test
  void anEmptyGalleryIsAnErrorThatNamesTheStep() {
    assertThatThrownBy(() -> estimation.choose(steps(new double[] {})))
        .isInstanceOf(EmptyGalleryException.class)
        .hasMessageContaining("step 1");
  }

  @Test
  void noStepAtAllIsRefused() {
    assertThatThrownBy(() -> estimation.choose(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
  void aDistanceThatIsNoneIsRefused(double distance) {
    assertThatThrownBy(
            () -> estimation.choose(steps(new double[] {.5, .6}, new double[] {distance, .6})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step 2 has " + distance);
  }

  @Test
  void distancesInTheWrongOrderAreRefused() {
    assertThatThrownBy(() -> estimation.choose(steps(new double[] {.6, .5})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nearest first");
  }

  private static List<double[]> steps(double[]... distances) {
    return List.of(distances);
  }
}
