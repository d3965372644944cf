package org.crossview.stage.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.StepDescriptor;
import org.junit.jupiter.api.Test;

class StepDescriptorsTest {
  /** Two steps of two values. */
  private static final ModelDescription MODEL =
      new ModelDescription("0123456789ab", 8, 32, 8, 32, true, 2, 2, 1, 2);

  @Test
  void theDescriptorsOfTheModelComeOutAsNumbers() throws UnusableInputException {
    assertThat(StepDescriptors.check(List.of(step(2, .5f, -1), step(2, .25f, 65504)), MODEL))
        .containsExactly(new float[] {.5f, -1}, new float[] {.25f, 65504});
  }

  @Test
  void otherNumbersOfStepsAndValuesAreRefusedNamingWhatTheModelGives() {
    refused(List.of(step(2, 1, 1)), "steps has 1 descriptors, model 0123456789ab gives 2");
    refused(
        List.of(step(2, 1, 1), step(2, 1)),
        "the descriptor of step 2 says 2 values and has 2 bytes");
    refused(List.of(step(3, 1, 1), step(2, 1, 1)), "step 1 says 3 values and has 4 bytes");
  }

  @Test
  void aValueThatIsNoNumberIsRefused() {
    refused(
        List.of(step(2, 1, 1), raw(0, 0x3c, 0, 0x7e)),
        "value 1 of step 2 is NaN; it must be finite");
    refused(List.of(raw(0, 0xfc, 0, 0), step(2, 1, 1)), "value 0 of step 1 is -Infinity");
  }

  private static void refused(List<StepDescriptor> steps, String why) {
    assertThatThrownBy(() -> StepDescriptors.check(steps, MODEL))
        .isInstanceOfSatisfying(
            UnusableInputException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.INVALID_FIELD))
        .hasMessageContaining(why);
  }

  private static StepDescriptor step(int length, float... values) {
    return StepDescriptor.newBuilder()
        .setLength(length)
        .setFloat16Le(ByteString.copyFrom(Float16.encode(values)))
        .build();
  }

  /** A descriptor of two values, by its bytes: the encoder refuses what is no number. */
  private static StepDescriptor raw(int... bytes) {
    byte[] values = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = (byte) bytes[i];
    }
    return StepDescriptor.newBuilder()
        .setLength(2)
        .setFloat16Le(ByteString.copyFrom(values))
        .build();
  }
}
