package org.crossview.sirnet.explanation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.View;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/**
 * Finds the feature maps of a branch in an exported graph. Exports name them ({@link
 * SirNet#featuresName}); in older ones they are known by the variables of the convolutions beside
 * them: the backbone's last one writes f_0, the aggregation's first one reads f_1, f_2, ...
 */
final class FeatureNodes {
  private static final String LAST_OF_BACKBONE = ".vgg.conv4_1.w";
  private static final String FIRST_OF_AGGREGATION = ".aggregation.conv1.w";

  /** What lies between a feature map and a convolution that wraps around the width. */
  private static final Set<String> PADDING = Set.of("Pad", "PadV2", "Slice");

  private FeatureNodes() {}

  /**
   * The feature maps f_0, f_1, .. f_T of a branch, float32 [batch, h, w, C]; f_0 alone where the
   * network refines nothing.
   *
   * @param descriptor the branch's output
   * @return empty if the graph has none that are known
   */
  static List<Output<TFloat32>> of(Graph graph, View view, Output<TFloat32> descriptor) {
    List<Output<TFloat32>> named = byName(graph, view);
    return named.isEmpty() ? byVariables(graph, descriptor) : named;
  }

  static List<Output<TFloat32>> byName(Graph graph, View view) {
    List<Output<TFloat32>> found = new ArrayList<>();
    GraphOperation operation;
    while ((operation = graph.operation(SirNet.featuresName(view, found.size()))) != null) {
      found.add(operation.output(0));
    }
    return found;
  }

  static List<Output<TFloat32>> byVariables(Graph graph, Output<TFloat32> descriptor) {
    Set<GraphOperation> branch = graph.subgraphTo(Set.<Operand<?>>of(descriptor));
    Optional<Output<TFloat32>> backbone =
        convolutions(branch, LAST_OF_BACKBONE).stream().map(FeatureNodes::activated).findFirst();
    if (backbone.isEmpty()) {
      return List.of();
    }
    List<Output<TFloat32>> found = new ArrayList<>();
    found.add(backbone.get());
    // Each refined map is made from those before it, so that it has more operations behind it.
    convolutions(branch, FIRST_OF_AGGREGATION).stream()
        .map(FeatureNodes::read)
        .distinct()
        .filter(features -> !features.equals(backbone.get()))
        .sorted(
            Comparator.comparingInt(
                features -> graph.subgraphTo(Set.<Operand<?>>of(features)).size()))
        .forEach(found::add);
    return found;
  }

  private static List<GraphOperation> convolutions(Set<GraphOperation> branch, String kernel) {
    return branch.stream()
        .filter(operation -> operation.type().equals("Conv2D"))
        .filter(operation -> operation.input(1).op().name().endsWith(kernel))
        .toList();
  }

  /** What a convolution gives after bias and activation. */
  private static Output<TFloat32> activated(GraphOperation convolution) {
    GraphOperation sum = convolution.consumers().iterator().next();
    return sum.consumers().stream()
        .filter(operation -> operation.type().equals("Relu"))
        .findFirst()
        .orElse(sum)
        .output(0);
  }

  /** What a convolution reads, before its padding. */
  private static Output<TFloat32> read(GraphOperation convolution) {
    Output<?> in = convolution.input(0);
    while (true) {
      GraphOperation operation = (GraphOperation) in.op();
      if (operation.type().equals("ConcatV2")) {
        // The last columns, all, the first columns.
        in = operation.input(1);
      } else if (PADDING.contains(operation.type())) {
        in = operation.input(0);
      } else {
        return in.expect(TFloat32.class);
      }
    }
  }
}
