package org.crossview.sirnet.pretrained;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.crossview.sirnet.network.BackboneDepth;
import org.crossview.sirnet.network.Vgg16Layer;

/** Writes files in the layouts of Keras, with random weights of VGG16's shapes. */
final class KerasFile {
  /** Where kernels and biases are. */
  enum Layout {
    /** {@code block1_conv1/block1_conv1_W_1:0}. */
    PUBLISHED,
    /** {@code block1_conv1/block1_conv1/kernel:0}. */
    NEWER,
    /** The newer one inside {@code model_weights}. */
    WHOLE_MODEL
  }

  private final Map<String, Object> kernels = new HashMap<>();
  private final Map<String, float[]> biases = new HashMap<>();
  private final List<Vgg16Layer> layers = Vgg16Layer.upTo(BackboneDepth.CONV4_1);

  KerasFile() {
    var random = new SplittableRandom(1);
    for (Vgg16Layer layer : layers) {
      float[][][][] kernel = new float[3][3][layer.inputChannels()][layer.channels()];
      for (float[][][] row : kernel) {
        for (float[][] place : row) {
          for (float[] in : place) {
            fill(in, random);
          }
        }
      }
      float[] bias = new float[layer.channels()];
      fill(bias, random);
      kernels.put(name(layer), kernel);
      biases.put(name(layer), bias);
    }
  }

  private static void fill(float[] values, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-.1, .1);
    }
  }

  /** [3][3][in][out]. */
  float[][][][] kernel(String layer) {
    return (float[][][][]) kernels.get(layer);
  }

  float[] bias(String layer) {
    return biases.get(layer);
  }

  void replaceKernel(String layer, Object values) {
    kernels.put(layer, values);
  }

  void remove(String layer) {
    kernels.remove(layer);
  }

  Path write(Path file, Layout layout) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup root = layout == Layout.WHOLE_MODEL ? hdf.putGroup("model_weights") : hdf;
      for (Vgg16Layer layer : layers) {
        String name = name(layer);
        if (!kernels.containsKey(name)) {
          continue;
        }
        WritableGroup group = root.putGroup(name);
        if (layout == Layout.PUBLISHED) {
          group.putDataset(name + "_W_1:0", kernels.get(name));
          group.putDataset(name + "_b_1:0", biases.get(name));
        } else {
          WritableGroup inside = group.putGroup(name);
          inside.putDataset("kernel:0", kernels.get(name));
          inside.putDataset("bias:0", biases.get(name));
        }
      }
    }
    return file;
  }

  private static String name(Vgg16Layer layer) {
    return "block%d_conv%d".formatted(layer.block(), layer.number());
  }
}
