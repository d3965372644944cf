package org.crossview.sirnet.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * SIRNet (paper, Fig. 4) as nodes of a TensorFlow graph: for each view a VGG16 backbone, T
 * refinement blocks with dense connections, and one head that makes a descriptor after every block.
 * Other settings put something else in the place of the blocks or of the head.
 */
public final class SirNet {
  /** Means of blue, green and red that VGG16 was trained with; subtracted inside the graph. */
  private static final float[] MEAN_BGR = {103.939f, 116.779f, 123.68f};

  private final Ops tf;
  private final SirNetSettings settings;
  private final Variables variables;

  public SirNet(Ops tf, SirNetSettings settings, Variables variables) {
    this.tf = tf;
    this.settings = settings;
    this.variables = variables;
  }

  public SirNetSettings settings() {
    return settings;
  }

  /**
   * Adds one branch to the graph. Calling it twice for a view shares the weights.
   *
   * @param image float32 [batch, H, W, 3], blue green red, 0..255
   * @param dropout null for inference
   * @return T descriptors [batch, D], each row of length 1
   */
  public List<Operand<TFloat32>> branch(View view, Operand<TFloat32> image, DropoutSource dropout) {
    return branch(view, image, dropout, Normalization.NONE, Precision.FLOAT32);
  }

  /**
   * Adds one branch whose convolutions are normalised, or of another precision.
   *
   * @param image float32 [batch, H, W, 3], blue green red, 0..255
   * @param dropout null for inference
   * @return T descriptors [batch, D], each row of length 1
   */
  public List<Operand<TFloat32>> branch(
      View view,
      Operand<TFloat32> image,
      DropoutSource dropout,
      Normalization normalization,
      Precision precision) {
    var layers =
        new Layers(
            tf,
            variables,
            view.variablePrefix(),
            new Convolution(tf, settings.circular(view), precision),
            settings.dropout(),
            dropout,
            normalization);
    var pixels =
        new FeatureMap(
            scaled(tf.math.sub(image, tf.constant(MEAN_BGR))),
            settings.height(view),
            settings.width(view),
            3);
    FeatureMap backbone = Vgg16Backbone.apply(layers, settings, pixels);
    boolean inference = dropout == null;
    if (inference) {
      backbone = named(view, 0, backbone);
    }
    Head head = settings.head().head();
    List<Operand<TFloat32>> descriptors = new ArrayList<>();
    for (FeatureMap features : steps(layers, backbone)) {
      // Named where others look for them; training builds each branch a second time.
      FeatureMap named = inference ? named(view, descriptors.size() + 1, features) : features;
      descriptors.add(head.apply(layers, settings, view, named));
    }
    return descriptors;
  }

  /** The variables of both branches, in a graph that is for nothing but them. */
  public static Variables variables(Ops tf, SirNetSettings network, Normalization normalization) {
    var variables = new Variables(tf);
    var sirNet = new SirNet(tf, network, variables);
    for (View view : View.values()) {
      Shape shape = Shape.of(1, network.height(view), network.width(view), 3);
      Placeholder<TFloat32> image = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      sirNet.branch(view, image, null, normalization, Precision.FLOAT32);
    }
    return variables;
  }

  /** The maps that descriptors are made of, one for each step. */
  private List<FeatureMap> steps(Layers layers, FeatureMap backbone) {
    return switch (settings.refinement()) {
      case IRM -> refined(layers, backbone);
      case CBAM -> List.of(AttentionModule.apply(layers, backbone));
      case NONE -> List.of(backbone);
    };
  }

  private List<FeatureMap> refined(Layers layers, FeatureMap backbone) {
    List<FeatureMap> refined = new ArrayList<>();
    for (int t = 1; t <= settings.steps(); t++) {
      String name = "block" + t;
      FeatureMap in = input(layers, name, backbone, refined);
      refined.add(RefinementBlock.apply(layers, settings.context(), name, in));
    }
    return refined;
  }

  /**
   * Name of the node in an exported graph that holds the feature map of a step: what the step's
   * descriptor is made of, float32 [batch, h, w, C].
   *
   * @param step 1..T; 0 for the output of the backbone
   */
  public static String featuresName(View view, int step) {
    return view.signature() + "_features_" + step;
  }

  private FeatureMap named(View view, int step, FeatureMap f) {
    return new FeatureMap(
        tf.withName(featuresName(view, step)).identity(f.x()), f.height(), f.width(), f.channels());
  }

  private Operand<TFloat32> scaled(Operand<TFloat32> pixels) {
    return settings.inputScale() == 1
        ? pixels
        : tf.math.mul(pixels, tf.constant((float) settings.inputScale()));
  }

  /** What block t reads: f_0, then f_1, then all f before it joined by a 1 x 1 convolution. */
  private FeatureMap input(
      Layers layers, String name, FeatureMap backbone, List<FeatureMap> refined) {
    if (refined.isEmpty()) {
      return backbone;
    }
    FeatureMap last = refined.getLast();
    if (refined.size() == 1 || !settings.dense()) {
      return last;
    }
    List<Operand<TFloat32>> all = new ArrayList<>();
    for (FeatureMap f : refined) {
      all.add(f.x());
    }
    var joined =
        new FeatureMap(
            tf.concat(all, tf.constant(3)),
            last.height(),
            last.width(),
            last.channels() * refined.size());
    return layers.convRelu(name + ".dense", joined, 1, last.channels());
  }

  /** T descriptors [batch, D] as one tensor [batch, T, D] of the given name. */
  public Operand<TFloat32> stacked(String name, List<Operand<TFloat32>> descriptors) {
    return tf.withName(name).stack(descriptors, Stack.axis(1L));
  }
}
