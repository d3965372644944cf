package org.crossview.sirnet.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.core.polar.HeatMap;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.Tensors;
import org.crossview.sirnet.serving.ModelInput;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/** One branch of a loaded model, with the gradients of its descriptors added to the graph. */
final class BranchGradients {
  private final SavedModelBundle bundle;
  private final View view;
  private final int height;
  private final int width;
  private final int steps;
  private final int length;
  private final Output<TFloat32> image;
  private final Output<TFloat32> descriptors;
  private final List<Output<TFloat32>> features;
  private final List<Output<TFloat32>> gradients = new ArrayList<>();

  /**
   * float32 [batch, T, D]: what the descriptors are multiplied with before the gradient is taken.
   */
  private final Placeholder<TFloat32> direction;

  /**
   * @param height rows of an input image
   * @param width columns of an input image
   * @param steps T
   * @param length D
   * @throws IllegalArgumentException if the graph names no feature maps
   */
  BranchGradients(
      SavedModelBundle bundle, View view, int height, int width, int steps, int length) {
    this.bundle = bundle;
    this.view = view;
    this.height = height;
    this.width = width;
    this.steps = steps;
    this.length = length;
    SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow(view.signature());
    Graph graph = bundle.graph();
    image = output(graph, signature.getInputsOrThrow(ModelExport.INPUT).getName());
    descriptors = output(graph, signature.getOutputsOrThrow(ModelExport.OUTPUT).getName());
    features = FeatureNodes.of(graph, view);
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "the %s view of the model names no feature maps; export it again"
              .formatted(view.signature()));
    }
    direction =
        Ops.create(graph)
            .withName(view.signature() + "_direction")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, steps, length)));
    Output<?>[] nodes =
        graph.addGradients(
            view.signature() + "_gradients",
            new Output<?>[] {descriptors},
            features.toArray(Output<?>[]::new),
            new Output<?>[] {direction.asOutput()});
    for (Output<?> node : nodes) {
      gradients.add(node.expect(TFloat32.class));
    }
  }

  private static Output<TFloat32> output(Graph graph, String tensor) {
    return graph.outputOrThrow(tensor).expect(TFloat32.class);
  }

  /** The descriptors of an image: [T][D]. */
  float[][] descriptors(BgrImage picture) {
    try (TFloat32 pixels = pixels(List.of(picture));
        var result = bundle.session().runner().feed(image, pixels).fetch(descriptors).run()) {
      float[] values = Tensors.floats(result.get(0));
      float[][] split = new float[steps][];
      for (int t = 0; t < steps; t++) {
        split[t] = Arrays.copyOfRange(values, t * length, (t + 1) * length);
      }
      return split;
    }
  }

  /**
   * Grad-CAM of the inner product of this branch's descriptors with others.
   *
   * @param others [T][D] of the other branch, constants here
   * @return for f_0 with the first step's product, for f_t with that of step t
   */
  List<HeatMap> heat(BgrImage picture, float[][] others) {
    // The picture T times in a batch: for its t-th copy only the product of step t counts.
    float[] products = new float[steps * steps * length];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(others[t], 0, products, (t * steps + t) * length, length);
    }
    Session.Runner runner = bundle.session().runner();
    features.forEach(runner::fetch);
    gradients.forEach(runner::fetch);
    try (TFloat32 pixels = pixels(Collections.nCopies(steps, picture));
        TFloat32 direction =
            TFloat32.tensorOf(Shape.of(steps, steps, length), DataBuffers.of(products));
        var result = runner.feed(image, pixels).feed(this.direction, direction).run()) {
      List<HeatMap> maps = new ArrayList<>();
      for (int f = 0; f < features.size(); f++) {
        TFloat32 map = (TFloat32) result.get(f);
        TFloat32 gradient = (TFloat32) result.get(features.size() + f);
        int copy = Math.max(0, f - 1);
        maps.add(
            GradCam.heat(
                of(copy, map),
                of(copy, gradient),
                (int) map.shape().get(1),
                (int) map.shape().get(2)));
      }
      return maps;
    }
  }

  /** The part of a batch that belongs to one image. */
  private float[] of(int image, TFloat32 batch) {
    float[] values = Tensors.floats(batch);
    int size = values.length / steps;
    return Arrays.copyOfRange(values, image * size, (image + 1) * size);
  }

  private TFloat32 pixels(List<BgrImage> pictures) {
    float[] values = ModelInput.pixels(view, height, width, pictures);
    return TFloat32.tensorOf(Shape.of(pictures.size(), height, width, 3), DataBuffers.of(values));
  }

  /** For tests: the graph's nodes. */
  List<? extends Operand<TFloat32>> features() {
    return features;
  }
}
