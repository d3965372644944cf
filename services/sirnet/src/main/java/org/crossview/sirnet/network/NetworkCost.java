package org.crossview.sirnet.network;

import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * What one branch costs, counted in the graph that is really built.
 *
 * @param parameters trainable elements of the branch
 * @param backboneParameters those of conv1_1 to conv4_1
 * @param multiplyAdds multiply-adds of all convolutions for one image
 */
public record NetworkCost(long parameters, long backboneParameters, long multiplyAdds) {

  /** Builds the branch without running it, and counts. */
  public static NetworkCost of(SirNetSettings settings, View view) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var variables = new Variables(tf);
      var shape = Shape.of(1, settings.height(view), settings.width(view), 3);
      var image = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      new SirNet(tf, settings, variables).branch(view, image, null);
      long multiplyAdds = 0;
      for (var operations = graph.operations(); operations.hasNext(); ) {
        multiplyAdds += multiplyAdds(operations.next());
      }
      long backbone =
          variables.all().stream()
              .filter(entry -> entry.name().contains(".vgg."))
              .mapToLong(entry -> entry.shape().size())
              .sum();
      return new NetworkCost(variables.parameters(), backbone, multiplyAdds);
    }
  }

  private static long multiplyAdds(GraphOperation operation) {
    if (!operation.type().equals("Conv2D")) {
      return 0;
    }
    Shape kernel = operation.input(1).shape();
    // Every output element is a sum over the kernel's rows, columns and input channels.
    return operation.output(0).shape().size() * kernel.get(0) * kernel.get(1) * kernel.get(2);
  }
}
