package org.crossview.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.junit.jupiter.api.Test;

class DescriptorMemoryTest {
  private static final long GIB = 1L << 30;
  private static final int CVACT_TEST = 92_802;
  private static final FieldOfView ORDINARY = new FieldOfView(360, false);

  /** Of the paper: 3 x 4,096 values, a map of 4 x 64 x 16. */
  private static final ModelDescription PAPER =
      new ModelDescription("0123456789ab", 128, 512, 128, 512, true, 3, 4096, 4, 64);

  private static DescriptorMemory cvactTest(FieldOfView view, ModelDescription... models) {
    return DescriptorMemory.of(CVACT_TEST, CVACT_TEST, List.of(models), view, 2);
  }

  @Test
  void aLargeSetNeedsItsDescriptorsAndSomeRoom() {
    long descriptors = 2L * CVACT_TEST * 3 * 4096 * 4;
    assertThat(cvactTest(ORDINARY, PAPER).bytes())
        .isGreaterThan(descriptors + DescriptorMemory.RESERVE)
        .isLessThan(descriptors * 6 / 5);
    // As docs/evaluation.md says.
    assertThat(cvactTest(ORDINARY, PAPER).heapGibibytes()).isEqualTo(10);
  }

  @Test
  void aSecondModelDoublesThatAndALimitedViewAddsMoreThanTheGallery() {
    long one = cvactTest(ORDINARY, PAPER).bytes();
    long gallery = (long) CVACT_TEST * 3 * 4096 * 4;
    assertThat(cvactTest(ORDINARY, PAPER, PAPER).bytes() - one).isGreaterThan(2 * gallery);
    long view = cvactTest(new FieldOfView(180, false), PAPER).bytes() - one;
    assertThat(view).isBetween(gallery, gallery * 6 / 5);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheSizesAndTheVariableToSet() {
    assertThatThrownBy(() -> cvactTest(ORDINARY, PAPER, PAPER).requireWithin(4 * GIB))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("92,802 panoramas and 92,802 tiles by 2 models need 18.4 GiB")
        .hasMessageContaining("Java may use 4.0 GiB: set CROSSVIEW_JVM=-Xmx20g")
        .hasMessageContaining("without --compare");
    assertThatThrownBy(() -> cvactTest(ORDINARY, PAPER).requireWithin(4 * GIB))
        .hasMessageNotContaining("--compare");
  }

  @Test
  void whatTheMessageAsksForIsEnoughAndSmallSetsAreNeverRefused() {
    DescriptorMemory large = cvactTest(ORDINARY, PAPER);
    assertThatCode(() -> large.requireWithin(large.heapGibibytes() * GIB))
        .doesNotThrowAnyException();
    DescriptorMemory small = DescriptorMemory.of(1000, 1000, List.of(PAPER), ORDINARY, 8);
    assertThatCode(() -> small.requireWithin(GIB / 2)).doesNotThrowAnyException();
  }
}
