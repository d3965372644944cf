package org.crossview.sirnet.training;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.crossview.sirnet.export.ExportedWeights;
import org.crossview.sirnet.export.ExportedWeights.Weight;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.Variables.Entry;
import org.tensorflow.Session;

/**
 * Lets a network begin as an exported one, whose descriptors may have fewer channels: the channels
 * that it has are computed as before, since nothing of the new ones enters them, and the new ones
 * begin small and at random (after Chen, Goodfellow and Shlens 2016).
 */
final class ModelStart {
  /** Layers whose channels follow from {@code network.outputChannels} alone. */
  private static final Pattern GROWING = Pattern.compile("\\w+\\.aggregation\\.conv[23]\\.[wb]");

  /** What is left of a new channel's random weights, so that it does not drown the known ones. */
  private static final float RANDOM_PART = 0.1f;

  private static final int KERNEL_AXES = 4;

  private final Variables variables;
  private final ExportedWeights model;

  ModelStart(Variables variables, ExportedWeights model) {
    this.variables = variables;
    this.model = model;
  }

  /**
   * Refuses a model of another network.
   *
   * @throws IllegalArgumentException if the networks differ in more than {@code
   *     network.outputChannels}, or the model has more of these
   */
  static void requireFit(Variables variables, ExportedWeights model) {
    Set<String> unknown = new LinkedHashSet<>(model.byName().keySet());
    for (Entry entry : variables.all()) {
      check(model, entry);
      unknown.remove(entry.name());
    }
    if (!unknown.isEmpty()) {
      throw refused(
          model, "it has %s, which this network has not".formatted(unknown.iterator().next()));
    }
  }

  private static void check(ExportedWeights model, Entry entry) {
    Weight weight = model.byName().get(entry.name());
    if (weight == null) {
      throw refused(model, "it has no %s".formatted(entry.name()));
    }
    long[] shape = entry.shape().asArray();
    long[] known = weight.shape().asArray();
    boolean fits = shape.length == known.length;
    for (int axis = 0; fits && axis < shape.length; axis++) {
      boolean mayGrow = axis >= shape.length - 2 && GROWING.matcher(entry.name()).matches();
      fits = known[axis] == shape[axis] || (mayGrow && known[axis] < shape[axis]);
    }
    if (!fits) {
      throw refused(
          model,
          "its %s has the shape %s, and here it is %s"
              .formatted(entry.name(), weight.shape(), entry.shape()));
    }
  }

  private static IllegalArgumentException refused(ExportedWeights model, String reason) {
    return new IllegalArgumentException(
        "A run cannot start from the model in %s: %s. Only network.outputChannels may be another, and not fewer"
            .formatted(model.directory(), reason));
  }

  /** Changes the random weights that the variables hold. */
  void apply(Session session) {
    Map<String, float[]> values = variables.readAll(session, Entry::operand);
    variables.assignAll(session, entry -> begun(entry, values.get(entry.name())));
  }

  private float[] begun(Entry entry, float[] value) {
    return entry.trainable() ? grown(value, entry, model.byName().get(entry.name())) : value;
  }

  private static float[] grown(float[] random, Entry entry, Weight known) {
    long[] shape = entry.shape().asArray();
    long[] knownShape = known.shape().asArray();
    int out = (int) shape[shape.length - 1];
    int knownOut = (int) knownShape[shape.length - 1];
    boolean isKernel = shape.length == KERNEL_AXES;
    int in = isKernel ? (int) shape[2] : 1;
    int knownIn = isKernel ? (int) knownShape[2] : 1;
    float[] values = new float[random.length];
    for (int at = 0; at < values.length; at++) {
      int o = at % out;
      int i = at / out % in;
      int place = at / out / in;
      if (o >= knownOut) {
        values[at] = RANDOM_PART * random[at];
      } else if (i < knownIn) {
        values[at] = known.values()[(place * knownIn + i) * knownOut + o];
      }
    }
    return values;
  }
}
