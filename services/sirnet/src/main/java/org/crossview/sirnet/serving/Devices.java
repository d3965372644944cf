package org.crossview.sirnet.serving;

import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Finds out what TensorFlow can really run on. */
public final class Devices {
  private Devices() {}

  /** What an operation that may choose runs on, and what there is, in words for a person. */
  public static String words() {
    return "the %s; TensorFlow lists %s"
        .formatted(gpuWorks() ? "GPU" : "CPU", String.join(", ", listed()));
  }

  /** What TensorFlow lists for a session, such as CPU:0. */
  static List<String> listed() {
    TensorFlowRuntime.load();
    List<String> names = new ArrayList<>();
    try (var status = TF_Status.newStatus();
        var graph = TF_Graph.newGraph();
        var options = TF_SessionOptions.newSessionOptions();
        var session = TF_Session.newSession(graph, options, status)) {
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      try {
        for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
          String name = tensorflow.TF_DeviceListName(devices, i, status).getString();
          status.throwExceptionIfNotOK();
          names.add(name.replaceFirst(".*/device:", ""));
        }
      } finally {
        tensorflow.TF_DeleteDeviceList(devices);
      }
    }
    return names;
  }

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
