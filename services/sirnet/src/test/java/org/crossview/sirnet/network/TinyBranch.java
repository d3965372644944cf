package org.crossview.sirnet.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.crossview.sirnet.runtime.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** One branch that can be run, for tests. */
final class TinyBranch implements AutoCloseable {
  final Graph graph;
  final Ops tf;
  final Variables variables;
  final Placeholder<TFloat32> image;
  final List<Operand<TFloat32>> descriptors;
  final Operand<TFloat32> stacked;
  final Session session;
  private final Shape shape;

  TinyBranch(SirNetSettings settings, View view, int batch) {
    TensorFlowRuntime.load();
    graph = new Graph();
    tf = Ops.create(graph);
    variables = new Variables(tf);
    shape = Shape.of(batch, settings.height(view), settings.width(view), 3);
    image = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    var sirNet = new SirNet(tf, settings, variables);
    descriptors = sirNet.branch(view, image, null);
    stacked = sirNet.stacked("stacked", descriptors);
    session = new Session(graph);
    variables.initialize(session, 1);
  }

  /** Smooth random images: noise alone looks the same everywhere to a network. */
  float[] randomImages(long seed) {
    var random = new Random(seed);
    int height = (int) shape.get(1);
    int width = (int) shape.get(2);
    float[] pixels = new float[(int) shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width % height;
      double wave = Math.sin(0.3 * x + i % 3 + seed) * Math.cos(0.2 * y + seed);
      pixels[i] = (float) (128 + 80 * wave + 40 * random.nextDouble());
    }
    return pixels;
  }

  TFloat32 tensor(float[] pixels) {
    return TFloat32.tensorOf(shape, DataBuffers.of(pixels));
  }

  /** All elements of a node, fed with images. */
  float[] run(Operand<TFloat32> node, float[] pixels) {
    return run(List.of(node), pixels).getFirst();
  }

  /** All elements of each node. */
  List<float[]> run(List<? extends Operand<TFloat32>> nodes, float[] pixels) {
    Session.Runner runner = session.runner();
    nodes.forEach(runner::fetch);
    try (TFloat32 input = tensor(pixels);
        var result = runner.feed(image, input).run()) {
      List<float[]> values = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        values.add(Tensors.floats(result.get(i)));
      }
      return values;
    }
  }

  /** What a seed lets the variables begin with, by their names. */
  Map<String, float[]> start(long seed) {
    variables.initialize(session, seed);
    return variables.readAll(session, Variables.Entry::operand);
  }

  /** Sets all variables in one run: every other set of feeds would prepare the graph anew. */
  void assign(List<float[]> values) {
    Session.Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    try {
      for (Variables.Entry variable : variables.all()) {
        float[] value = values.get(tensors.size());
        TFloat32 tensor = TFloat32.tensorOf(variable.shape(), DataBuffers.of(value));
        tensors.add(tensor);
        runner.feed(variable.value(), tensor).addTarget(variable.assign());
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
