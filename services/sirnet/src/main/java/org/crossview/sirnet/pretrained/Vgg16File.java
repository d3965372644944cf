package org.crossview.sirnet.pretrained;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.crossview.sirnet.network.Vgg16Layer;

/**
 * Keras's HDF5 file of VGG16: a group for each layer, in it a kernel and a bias, named {@code
 * block1_conv1_W_1:0} and {@code block1_conv1_b_1:0} in the published file and {@code
 * block1_conv1/kernel:0} and {@code bias:0} in those that newer versions write, which may put all
 * layers into a group {@code model_weights}.
 */
final class Vgg16File {
  private static final String REMEDY =
      "give vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5 as Keras publishes it";

  private static final String WHOLE_MODEL = "model_weights";
  private static final int SIDE = 3;

  private final Path path;

  Vgg16File(Path path) {
    this.path = path;
  }

  /**
   * Reads and checks some layers.
   *
   * @throws IllegalArgumentException if there is no such file, it is no HDF5 file, or a layer is
   *     missing or has another shape
   */
  List<ConvolutionWeights> read(List<Vgg16Layer> layers) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("%s is no file: %s".formatted(path, REMEDY));
    }
    try (HdfFile file = new HdfFile(path)) {
      Group root = file;
      if (file.getChild(WHOLE_MODEL) instanceof Group inside) {
        root = inside;
      }
      checkBackend(root);
      List<ConvolutionWeights> weights = new ArrayList<>();
      for (Vgg16Layer layer : layers) {
        weights.add(read(root, layer));
      }
      KernelOrder.check(path, weights.getFirst());
      return weights;
    } catch (HdfException e) {
      throw new IllegalArgumentException(
          "%s is no HDF5 file that can be read (%s): %s".formatted(path, e.getMessage(), REMEDY),
          e);
    }
  }

  private ConvolutionWeights read(Group root, Vgg16Layer layer) {
    String name = "block%d_conv%d".formatted(layer.block(), layer.number());
    if (!(root.getChild(name) instanceof Group group)) {
      throw new IllegalArgumentException(
          "%s has no layer %s; it has %s: %s"
              .formatted(path, name, String.join(", ", root.getChildren().keySet()), REMEDY));
    }
    List<Dataset> datasets = new ArrayList<>();
    collect(group, datasets);
    int[] kernel = {SIDE, SIDE, layer.inputChannels(), layer.channels()};
    return new ConvolutionWeights(
        layer,
        values(only(name, datasets, "kernel", "_w_"), name, kernel),
        values(only(name, datasets, "bias", "_b_"), name, new int[] {layer.channels()}));
  }

  private static void collect(Group group, List<Dataset> into) {
    for (Node node : group.getChildren().values()) {
      if (node instanceof Dataset dataset) {
        into.add(dataset);
      } else if (node instanceof Group inside) {
        collect(inside, into);
      }
    }
  }

  /** The one dataset whose name says what it holds, in the newer or in the older way. */
  private Dataset only(String layer, List<Dataset> datasets, String newer, String older) {
    List<Dataset> found =
        datasets.stream()
            .filter(
                dataset -> {
                  String name = dataset.getName().toLowerCase(Locale.ROOT);
                  return name.startsWith(newer) || name.contains(older);
                })
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "%s: layer %s has %s and should have one %s: %s"
              .formatted(path, layer, names(datasets), newer, REMEDY));
    }
    return found.getFirst();
  }

  private static String names(List<Dataset> datasets) {
    return datasets.isEmpty()
        ? "no data"
        : datasets.stream().map(Dataset::getName).collect(Collectors.joining(", "));
  }

  private float[] values(Dataset dataset, String layer, int[] shape) {
    int[] actual = dataset.getDimensions();
    if (!Arrays.equals(actual, shape)) {
      throw new IllegalArgumentException(
          "%s: %s of layer %s has the shape %s and must have %s%s: %s"
              .formatted(
                  path,
                  dataset.getName(),
                  layer,
                  Arrays.toString(actual),
                  Arrays.toString(shape),
                  isChannelsFirst(actual, shape)
                      ? "; its channels come first (th_dim_ordering)"
                      : "",
                  REMEDY));
    }
    if (!(dataset.getDataFlat() instanceof float[] values)) {
      throw new IllegalArgumentException(
          "%s: %s of layer %s holds %s and must hold 32-bit floats: %s"
              .formatted(path, dataset.getName(), layer, dataset.getJavaType(), REMEDY));
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s: %s of layer %s holds %s; the file is damaged"
                .formatted(path, dataset.getName(), layer, value));
      }
    }
    return values;
  }

  /** Theano's order: output channels, input channels, rows, columns. */
  private static boolean isChannelsFirst(int[] actual, int[] shape) {
    return actual.length == 4
        && actual[0] == shape[3]
        && actual[1] == shape[2]
        && actual[2] == SIDE
        && actual[3] == SIDE;
  }

  /** Theano turns kernels by half a circle before it lays them over an image. */
  private void checkBackend(Group root) {
    if (root.getAttribute("backend") == null) {
      return;
    }
    String backend = String.valueOf(root.getAttribute("backend").getData());
    if (!backend.equals("tensorflow")) {
      throw new IllegalArgumentException(
          "%s was written for the backend %s, whose kernels differ from tensorflow's: %s"
              .formatted(path, backend, REMEDY));
    }
  }
}
