package org.crossview.sirnet.explanation;

import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.View;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** Finds the feature maps of a branch in an exported graph, by {@link SirNet#featuresName}. */
final class FeatureNodes {
  private FeatureNodes() {}

  /**
   * The feature maps f_0, f_1, .. f_T of a branch, float32 [batch, h, w, C].
   *
   * @return empty if the graph names none
   */
  static List<Output<TFloat32>> of(Graph graph, View view) {
    List<Output<TFloat32>> found = new ArrayList<>();
    GraphOperation operation;
    while ((operation = graph.operation(SirNet.featuresName(view, found.size()))) != null) {
      found.add(operation.output(0));
    }
    return found;
  }
}
