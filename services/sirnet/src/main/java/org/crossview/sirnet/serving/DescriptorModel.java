package org.crossview.sirnet.serving;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.proto.ConfigProto;

/**
 * An exported network, served through DJL's TensorFlow engine. Both views share one loaded model.
 * Safe for use by several threads at once.
 */
public final class DescriptorModel implements AutoCloseable {
  private final ModelDescription description;
  private final ZooModel<NDList, NDList> model;
  private final TfSymbolBlock ground;
  private final TfSymbolBlock aerial;

  private DescriptorModel(ModelDescription description, ZooModel<NDList, NDList> model) {
    this.description = description;
    this.model = model;
    this.ground = (TfSymbolBlock) model.getBlock();
    this.aerial = new TfSymbolBlock(ground.getSavedModelBundle(), View.AERIAL.signature());
  }

  /**
   * Opens an exported model.
   *
   * @param directory holds {@code saved_model.pb}, {@code variables/} and {@code model.properties}
   * @param threads TensorFlow may use, at least 1
   * @throws IOException if the model is missing, incomplete or not readable
   * @throws IllegalStateException if a GPU is asked for and there is none that works
   */
  public static DescriptorModel open(Path directory, DeviceChoice device, int threads)
      throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("Threads must be at least 1, got " + threads);
    }
    ModelDescription description = ModelDescription.load(directory);
    TensorFlowRuntime.load();
    boolean gpu = device != DeviceChoice.CPU && Devices.gpuWorks();
    if (device == DeviceChoice.GPU && !gpu) {
      throw new IllegalStateException(
          "The device is set to gpu, and TensorFlow finds no GPU that it can use. Check the driver"
              + " and that this is a GPU build (CROSSVIEW_TENSORFLOW=linux-x86_64-gpu ./crossview, or"
              + " Maven with -Dtensorflow.classifier=linux-x86_64-gpu), or set the device to auto or"
              + " cpu");
    }
    var session =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads);
    if (!gpu) {
      session.putDeviceCount("GPU", 0);
    }
    try {
      ZooModel<NDList, NDList> model =
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optEngine("TensorFlow")
              .optDevice(gpu ? Device.gpu() : Device.cpu())
              .optModelPath(directory)
              .optOption("Tags", ModelExport.TAG)
              .optOption("SignatureDefKey", View.GROUND.signature())
              .optOption(
                  "ConfigProto", Base64.getEncoder().encodeToString(session.build().toByteArray()))
              .build()
              .loadModel();
      return new DescriptorModel(description, model);
    } catch (ModelNotFoundException | MalformedModelException e) {
      throw new IOException("Cannot load the model in " + directory.toAbsolutePath(), e);
    }
  }

  /** What the model takes and gives. */
  public ModelDescription description() {
    return description;
  }

  /**
   * Describes prepared panoramas.
   *
   * @param images each of the model's height x width
   * @return [image][step][D], each descriptor of length 1
   * @throws IllegalArgumentException if an image has another size
   */
  public float[][][] ground(List<BgrImage> images) {
    return describe(View.GROUND, ground, description.height(), description.width(), images);
  }

  /**
   * Describes prepared tiles.
   *
   * @param images each of the model's aerialHeight x aerialWidth
   * @return [image][step][D], each descriptor of length 1
   * @throws IllegalArgumentException if an image has another size
   */
  public float[][][] aerial(List<BgrImage> images) {
    return describe(
        View.AERIAL, aerial, description.aerialHeight(), description.aerialWidth(), images);
  }

  private float[][][] describe(
      View view, TfSymbolBlock block, int height, int width, List<BgrImage> images) {
    if (images.isEmpty()) {
      return new float[0][][];
    }
    float[] pixels = ModelInput.pixels(view, height, width, images);
    try (NDManager manager = model.getNDManager().newSubManager()) {
      var input = manager.create(pixels, new Shape(images.size(), height, width, 3));
      input.setName(ModelExport.INPUT);
      NDList output =
          block.forward(
              new ParameterStore(manager, false), new NDList(input), /* training= */ false);
      output.attach(manager);
      return split(output.singletonOrThrow().toFloatArray(), images.size());
    }
  }

  private float[][][] split(float[] values, int images) {
    int steps = description.steps();
    int length = description.descriptorLength();
    if (values.length != images * steps * length) {
      throw new IllegalStateException(
          "The model gave %d values for %d images; its description promises %d x %d for each"
              .formatted(values.length, images, steps, length));
    }
    float[][][] descriptors = new float[images][steps][];
    for (int i = 0; i < images; i++) {
      for (int t = 0; t < steps; t++) {
        int from = (i * steps + t) * length;
        descriptors[i][t] = Arrays.copyOfRange(values, from, from + length);
      }
    }
    return descriptors;
  }

  @Override
  public void close() {
    model.close();
  }
}
