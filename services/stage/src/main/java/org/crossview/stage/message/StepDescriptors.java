package org.crossview.stage.message;

import java.util.ArrayList;
import java.util.List;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.StepDescriptor;

/** Whether the descriptors in a message are those of a model. */
public final class StepDescriptors {
  private StepDescriptors() {}

  /**
   * Checks number, lengths and values.
   *
   * @param steps of a message, step 1 first
   * @return T descriptors of D finite values
   * @throws UnusableInputException {@code invalid-field}, naming the step, the value and what the
   *     model gives
   */
  public static List<float[]> check(List<StepDescriptor> steps, ModelDescription model)
      throws UnusableInputException {
    if (steps.size() != model.steps()) {
      throw invalid(
          "steps has %d descriptors, model %s gives %d"
              .formatted(steps.size(), model.version(), model.steps()));
    }
    List<float[]> values = new ArrayList<>(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      values.add(check(i + 1, steps.get(i), model));
    }
    return values;
  }

  private static float[] check(int step, StepDescriptor descriptor, ModelDescription model)
      throws UnusableInputException {
    int length = model.descriptorLength();
    int bytes = descriptor.getFloat16Le().size();
    if (descriptor.getLength() != length || bytes != length * Short.BYTES) {
      throw invalid(
          "the descriptor of step %d says %d values and has %d bytes; model %s gives %d values in %d bytes"
              .formatted(
                  step,
                  descriptor.getLength(),
                  bytes,
                  model.version(),
                  length,
                  length * Short.BYTES));
    }
    float[] values = Float16.decode(descriptor.getFloat16Le().toByteArray());
    for (int i = 0; i < length; i++) {
      // One such value would spoil every distance: in a gallery, those of every search.
      if (!Float.isFinite(values[i])) {
        throw invalid("value %d of step %d is %s; it must be finite".formatted(i, step, values[i]));
      }
    }
    return values;
  }

  private static UnusableInputException invalid(String detail) {
    return new UnusableInputException(RejectionReason.INVALID_FIELD, detail);
  }
}
