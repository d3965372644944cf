package org.crossview.sirnet.export;

import java.util.Map;
import org.crossview.sirnet.network.Normalization;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Reads a checkpoint that was trained with batch normalisation as weights of the plain network. */
final class FoldedWeights {
  private FoldedWeights() {}

  /** Values in row-major order by the name of the plain network's variable. */
  static Map<String, float[]> read(SirNetSettings network, String checkpointPrefix) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var variables = new Variables(tf);
      var sirNet = new SirNet(tf, network, variables);
      for (View view : View.values()) {
        Shape shape = Shape.of(1, network.height(view), network.width(view), 3);
        var image = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
        sirNet.branch(view, image, null, Normalization.FOLDED, Precision.FLOAT32);
      }
      try (Session session = new Session(graph)) {
        session.restore(checkpointPrefix);
        return variables.readAll(session, entry -> variables.plain(entry.name()));
      }
    }
  }
}
