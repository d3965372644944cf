package org.crossview.sirnet.pretrained;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.Vgg16Layer;
import org.crossview.sirnet.network.View;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** What VGG16 learned on ImageNet, for the backbones of both branches (paper, section IV-B). */
public final class ImageNetWeights {
  private final List<ConvolutionWeights> layers;

  private ImageNetWeights(List<ConvolutionWeights> layers) {
    this.layers = layers;
  }

  /**
   * Reads the layers of a network's backbone.
   *
   * @param file Keras's HDF5 file of VGG16
   * @throws IllegalArgumentException if it is not such a file, a layer is missing or has another
   *     shape or order, or the network is not as wide as VGG16
   */
  public static ImageNetWeights read(Path file, SirNetSettings network) {
    require("network.widthMultiplier", network.widthMultiplier(), "has other channels than VGG16");
    require("network.inputScale", network.inputScale(), "sees other pixels than VGG16 did");
    return new ImageNetWeights(new Vgg16File(file).read(Vgg16Layer.upTo(network.backbone())));
  }

  /** Whether a network can begin with them: it is as wide as VGG16 and sees the same pixels. */
  public static boolean fits(SirNetSettings network) {
    return network.widthMultiplier() == 1 && network.inputScale() == 1;
  }

  private static void require(String key, double value, String otherwise) {
    if (value != 1) {
      throw new IllegalArgumentException(
          "%s is %s and must be 1 for ImageNet weights: the network %s"
              .formatted(key, value, otherwise));
    }
  }

  /** Names of the layers they belong to, as {@link Variables#outputs} has them. */
  public static boolean isBackbone(String layer) {
    return layer.contains(".vgg.");
  }

  /** Sets the backbones of both branches. */
  public void assignTo(Variables variables, Session session) {
    Session.Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    try {
      for (View view : View.values()) {
        for (ConvolutionWeights weights : layers) {
          String name = view.variablePrefix() + "." + weights.layer().variable();
          set(runner, tensors, variables.entry(name + ".w"), weights.kernel());
          set(runner, tensors, variables.entry(name + ".b"), weights.bias());
        }
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  private static void set(
      Session.Runner runner, List<TFloat32> tensors, Variables.Entry entry, float[] values) {
    TFloat32 tensor = TFloat32.tensorOf(entry.shape(), DataBuffers.of(values));
    tensors.add(tensor);
    runner.feed(entry.value(), tensor).addTarget(entry.assign());
  }
}
