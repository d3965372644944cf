package org.crossview.sirnet.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.crossview.sirnet.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The variables of one graph by name. Asking twice for a name gives the same variable: the training
 * and the validation branch share their weights that way, as do the steps of an aggregation.
 *
 * <p>Names are flat with dots, such as {@code G.vgg.conv1_1.w}: they are the keys of checkpoints,
 * and TensorFlow's Java optimizers fail on variables in sub-scopes.
 */
public final class Variables {
  /**
   * One variable.
   *
   * @param standardDeviation of the normal distribution it starts from; 0 to start at 0
   */
  public record Entry(
      String name,
      Variable<TFloat32> operand,
      Shape shape,
      double standardDeviation,
      boolean trainable,
      Placeholder<TFloat32> value,
      Assign<TFloat32> assign) {}

  private final Ops tf;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private final Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
  private final Map<String, Operand<TFloat32>> folded = new LinkedHashMap<>();
  private final List<Op> updates = new ArrayList<>();

  public Variables(Ops tf) {
    this.tf = tf;
  }

  /** A convolution kernel, He initialised: normal with variance {@code gain² * 2 / fan-in}. */
  Operand<TFloat32> kernel(String name, int size, int in, int out, double gain) {
    double deviation = gain * Math.sqrt(2.0 / ((double) size * size * in));
    return variable(name, Shape.of(size, size, in, out), deviation, true);
  }

  Operand<TFloat32> bias(String name, int channels) {
    return variable(name, Shape.of(channels), 0, true);
  }

  /**
   * A trained tensor of any shape.
   *
   * @param deviation of the normal distribution it starts from; 0 to start at 0
   */
  Operand<TFloat32> weight(String name, Shape shape, double deviation) {
    return variable(name, shape, deviation, true);
  }

  /** State of an optimizer: starts at 0 and is no weight of the network. */
  public Operand<TFloat32> state(String name, Shape shape) {
    return variable(name, shape, 0, false);
  }

  private Operand<TFloat32> variable(
      String name, Shape shape, double deviation, boolean trainable) {
    Entry known = entries.get(name);
    if (known != null) {
      if (!known.shape().equals(shape)) {
        throw new IllegalStateException(
            "Variable %s is asked for with shape %s and has %s"
                .formatted(name, shape, known.shape()));
      }
      return known.operand();
    }
    Variable<TFloat32> operand = tf.withName(name).variable(shape, TFloat32.class);
    Placeholder<TFloat32> value =
        tf.withName(name + ".value").placeholder(TFloat32.class, Placeholder.shape(shape));
    Assign<TFloat32> assign = tf.withName(name + ".assign").assign(operand, value);
    entries.put(name, new Entry(name, operand, shape, deviation, trainable, value, assign));
    return operand;
  }

  /** Remembers what a convolution gives before its activation, where its weights are used first. */
  void observe(String layer, Operand<TFloat32> output) {
    outputs.putIfAbsent(layer, output);
  }

  /** Outputs of the convolutions before their activations, by layer, in the order of the graph. */
  public Map<String, Operand<TFloat32>> outputs() {
    return Collections.unmodifiableMap(outputs);
  }

  /** Updates that a training step makes beside the optimizer's: moving averages. */
  public List<Op> updates() {
    return updates;
  }

  /**
   * Remembers what a variable of the plain network is made of; see {@link Normalization#FOLDED}.
   */
  void fold(String name, Operand<TFloat32> value) {
    folded.put(name, value);
  }

  /** What a variable of the plain network holds: a folded value, or the variable of that name. */
  public Operand<TFloat32> plain(String name) {
    Operand<TFloat32> value = folded.get(name);
    return value == null ? entries.get(name).operand() : value;
  }

  /** The variable of that name, or null. */
  public Entry entry(String name) {
    return entries.get(name);
  }

  /** All variables, in the order they were made. */
  public Collection<Entry> all() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** Number of trainable elements. */
  public long parameters() {
    return entries.values().stream()
        .filter(Entry::trainable)
        .mapToLong(entry -> entry.shape().size())
        .sum();
  }

  /** Sets a convolution's kernel and bias to values in row-major order. */
  public static void assign(
      Session session, Entry kernel, float[] kernelValues, Entry bias, float[] biasValues) {
    try (TFloat32 w = TFloat32.tensorOf(kernel.shape(), DataBuffers.of(kernelValues));
        TFloat32 b = TFloat32.tensorOf(bias.shape(), DataBuffers.of(biasValues))) {
      session
          .runner()
          .feed(kernel.value(), w)
          .feed(bias.value(), b)
          .addTarget(kernel.assign())
          .addTarget(bias.assign())
          .run()
          .close();
    }
  }

  /**
   * Gives every variable its starting value. It depends on the seed and the variable's name alone,
   * so that adding a layer leaves the others' start as it was.
   */
  public void initialize(Session session, long seed) {
    assignAll(session, entry -> start(entry, seed));
  }

  /** Sets every variable to values in row-major order. */
  public void assignAll(Session session, Function<Entry, float[]> values) {
    // All in one run: every other set of feeds would make the session prepare its graph anew.
    Session.Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    try {
      for (Entry entry : entries.values()) {
        TFloat32 tensor = TFloat32.tensorOf(entry.shape(), DataBuffers.of(values.apply(entry)));
        tensors.add(tensor);
        runner.feed(entry.value(), tensor).addTarget(entry.assign());
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  /**
   * Values in row-major order by the variables' names.
   *
   * @param node what to read for a variable
   */
  public Map<String, float[]> readAll(Session session, Function<Entry, Operand<TFloat32>> node) {
    Session.Runner runner = session.runner();
    entries.values().forEach(entry -> runner.fetch(node.apply(entry)));
    Map<String, float[]> values = new LinkedHashMap<>();
    try (var result = runner.run()) {
      int i = 0;
      for (String name : entries.keySet()) {
        values.put(name, Tensors.floats(result.get(i++)));
      }
    }
    return values;
  }

  private static float[] start(Entry entry, long seed) {
    float[] values = new float[Math.toIntExact(entry.shape().size())];
    // Mixed before the name is added: SplittableRandoms of seeds that are multiples of its own
    // increment apart draw the same numbers, one place on.
    long mixed = new SplittableRandom(seed).nextLong();
    var random = new SplittableRandom(mixed + entry.name().hashCode());
    if (entry.standardDeviation() > 0) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (entry.standardDeviation() * truncatedNormal(random));
      }
    }
    return values;
  }

  /** Within two deviations, and scaled so that the deviation is 1 all the same. */
  private static double truncatedNormal(SplittableRandom random) {
    double x;
    do {
      x = random.nextGaussian();
    } while (Math.abs(x) > 2);
    return x / 0.8796256610342398;
  }
}
