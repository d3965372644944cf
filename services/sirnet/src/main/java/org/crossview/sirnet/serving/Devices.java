package org.crossview.sirnet.serving;

import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Finds out what TensorFlow can really run on. */
final class Devices {
  private Devices() {}

  /** Whether an operation can be placed on a GPU: needs a GPU, its driver and a GPU build. */
  static boolean gpuWorks() {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf =
          Ops.create(graph)
              .withDevice(
                  DeviceSpec.newBuilder()
                      .deviceType(DeviceSpec.DeviceType.GPU)
                      .deviceIndex(0)
                      .build());
      Operand<TFloat32> sum = tf.math.add(tf.constant(1f), tf.constant(1f));
      // Without this TensorFlow would quietly take the CPU.
      var strict = ConfigProto.newBuilder().setAllowSoftPlacement(false).build();
      try (Session session = new Session(graph, strict);
          var result = session.runner().fetch(sum).run()) {
        return result.size() == 1;
      }
    } catch (TensorFlowException | IllegalArgumentException e) {
      return false;
    }
  }
}
