package org.crossview.sirnet.export;

import java.util.Map;
import org.crossview.sirnet.network.Normalization;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/** Reads a checkpoint that was trained with batch normalisation as weights of the plain network. */
final class FoldedWeights {
  private FoldedWeights() {}

  /** Values in row-major order by the name of the plain network's variable. */
  static Map<String, float[]> read(SirNetSettings network, String checkpointPrefix) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variables variables = SirNet.variables(tf, network, Normalization.FOLDED);
      try (Session session = new Session(graph)) {
        session.restore(checkpointPrefix);
        return variables.readAll(session, entry -> variables.plain(entry.name()));
      }
    }
  }
}
