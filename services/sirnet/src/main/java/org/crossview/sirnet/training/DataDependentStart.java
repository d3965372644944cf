package org.crossview.sirnet.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Scales and shifts each convolution so that, over a first batch, every output channel has mean 0
 * and variance 1 before its activation (Salimans and Kingma 2016, section 3; Mishkin and Matas
 * 2016). From plain random weights all images get nearly one and the same descriptor, and the loss
 * stays at ln 2 for thousands of steps; from here it falls at once. Weights from elsewhere are left
 * as they are.
 */
final class DataDependentStart {
  /** These layers read means over whole maps: their spread over a batch is mostly chance. */
  private static final List<String> LEFT_AS_THEY_ARE = List.of(".multiscale.fuse", ".cbam.channel");

  private static final float LEAST_DEVIATION = 1e-6f;

  private final Session session;
  private final Supplier<Session.Runner> fed;
  private final List<Layer> layers = new ArrayList<>();

  private record Layer(
      Variables.Entry kernel,
      Variables.Entry bias,
      Operand<TFloat32> mean,
      Operand<TFloat32> meanSquare) {}

  /**
   * @param kept layers that keep the weights they have
   * @param fed makes a runner that is fed with the batch
   */
  DataDependentStart(
      Ops tf,
      Variables variables,
      Session session,
      Predicate<String> kept,
      Supplier<Session.Runner> fed) {
    this.session = session;
    this.fed = fed;
    for (Map.Entry<String, Operand<TFloat32>> output : variables.outputs().entrySet()) {
      String name = output.getKey();
      if (!kept.test(name) && LEFT_AS_THEY_ARE.stream().noneMatch(name::contains)) {
        Operand<TFloat32> x = output.getValue();
        layers.add(
            new Layer(
                variables.entry(name + ".w"),
                variables.entry(name + ".b"),
                channelMean(tf, x),
                channelMean(tf, tf.math.square(x))));
      }
    }
  }

  private static Operand<TFloat32> channelMean(Ops tf, Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(new int[] {0, 1, 2}), Mean.keepDims(false));
  }

  /** In the order of the graph: what a layer reads is settled before the layer is. */
  void run() {
    layers.forEach(this::settle);
  }

  private void settle(Layer layer) {
    float[] mean;
    float[] meanSquare;
    float[] kernel;
    float[] bias;
    try (var result =
        fed.get()
            .fetch(layer.mean())
            .fetch(layer.meanSquare())
            .fetch(layer.kernel().operand())
            .fetch(layer.bias().operand())
            .run()) {
      mean = Tensors.floats(result.get(0));
      meanSquare = Tensors.floats(result.get(1));
      kernel = Tensors.floats(result.get(2));
      bias = Tensors.floats(result.get(3));
    }
    int channels = bias.length;
    float[] deviation = new float[channels];
    for (int c = 0; c < channels; c++) {
      deviation[c] = (float) Math.sqrt(Math.max(0, meanSquare[c] - mean[c] * mean[c]));
      if (deviation[c] > LEAST_DEVIATION) {
        bias[c] = (bias[c] - mean[c]) / deviation[c];
      }
    }
    // The output channel is the kernel's last axis.
    for (int i = 0; i < kernel.length; i++) {
      float d = deviation[i % channels];
      kernel[i] = d > LEAST_DEVIATION ? kernel[i] / d : kernel[i];
    }
    Variables.assign(session, layer.kernel(), kernel, layer.bias(), bias);
  }
}
