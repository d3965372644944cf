package org.crossview.sirnet.training;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.Variables.Entry;
import org.tensorflow.Session;

/**
 * Lets the refinement blocks begin nearly as the identity: weights A of about 1, a convolution that
 * passes on what it reads, and of several steps' maps their mean. A deep network then learns from
 * the first step on as a shallow one does, and the blocks depart from the identity where it pays
 * (Zagoruyko and Komodakis 2017; Bachlechner et al. 2021). From plain random weights each block
 * scrambles the map before it, and the loss stays where it is for hundreds of steps.
 */
final class IdentityStart {
  private static final Pattern LAYER =
      Pattern.compile("(\\w+\\.block\\d+\\.(context3|refine|dense))(?:\\.w)?");

  /** What is left of the random weights. */
  private static final float RANDOM_PART = 0.1f;

  /**
   * Mean of what a ReLU passes on of a normal distribution, over its deviation: normalised and
   * shifted by it, such values are positive again as they were, but for few.
   */
  private static final float RECTIFIED_MEAN = 0.6834f;

  private final Variables variables;

  IdentityStart(Variables variables) {
    this.variables = variables;
  }

  /** Whether a layer begins so. */
  static boolean isSet(String layer) {
    return LAYER.matcher(layer).matches();
  }

  /** Changes the random weights that the variables hold. */
  void apply(Session session) {
    Map<String, float[]> values = variables.readAll(session, Entry::operand);
    for (Entry entry : variables.all()) {
      Matcher layer = LAYER.matcher(entry.name());
      if (entry.name().endsWith(".w") && layer.matches()) {
        set(values, entry, layer.group(1), layer.group(2).equals("context3"));
      }
    }
    variables.assignAll(session, entry -> values.get(entry.name()));
  }

  private static void set(
      Map<String, float[]> values, Entry kernel, String layer, boolean isWeights) {
    // Where the convolution is normalised, its random part counts by the scale and not by its size.
    float[] scale = values.get(layer + ".scale");
    float[] bias = values.get(layer + ".b");
    float[] weights = values.get(kernel.name());
    if (!isWeights || scale == null) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= RANDOM_PART;
      }
    }
    if (isWeights) {
      Arrays.fill(bias, 1);
      if (scale != null) {
        // Kept as what it differs from 1 by.
        Arrays.fill(scale, RANDOM_PART - 1);
      }
      return;
    }
    addIdentity(weights, kernel.shape().asArray());
    if (scale != null) {
      Arrays.fill(bias, RECTIFIED_MEAN);
    }
  }

  /**
   * Adds what passes on each channel, or the mean of several maps joined.
   *
   * @param shape [rows, columns, in, out], in a multiple of out
   */
  private static void addIdentity(float[] kernel, long[] shape) {
    int in = (int) shape[2];
    int out = (int) shape[3];
    int centre = (int) ((shape[0] / 2) * shape[1] + shape[1] / 2) * in * out;
    for (int i = 0; i < in; i++) {
      kernel[centre + i * out + i % out] += (float) out / in;
    }
  }
}
