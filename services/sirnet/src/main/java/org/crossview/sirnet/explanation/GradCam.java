package org.crossview.sirnet.explanation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.polar.HeatMap;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;

/**
 * Grad-CAM (Selvaraju et al., ICCV 2017) of an exported network: what in a panorama and in a tile
 * makes them alike (SIRNet, Figs 11 and 12).
 *
 * <p>At step t the score is the cosine of the two descriptors. Its gradient with respect to the
 * step's feature map f_t, averaged over the map, gives the weight of each channel; the heat of a
 * cell is the weighted sum of its channels where that is positive, else 0. For the backbone's
 * output f_0, which has no descriptor of its own, the score is that of step 1.
 *
 * <p>Runs on the CPU, on a copy of the model of its own: gradients are added to its graph.
 */
public final class GradCam implements AutoCloseable {
  private final ModelDescription description;
  private final SavedModelBundle bundle;
  private final BranchGradients ground;
  private final BranchGradients aerial;

  private GradCam(ModelDescription description, SavedModelBundle bundle) {
    this.description = description;
    this.bundle = bundle;
    ground = branch(View.GROUND, description.height(), description.width());
    aerial = branch(View.AERIAL, description.aerialHeight(), description.aerialWidth());
  }

  private BranchGradients branch(View view, int height, int width) {
    return new BranchGradients(
        bundle, view, height, width, description.steps(), description.descriptorLength());
  }

  /**
   * Opens an exported model.
   *
   * @param directory holds {@code saved_model.pb}, {@code variables/} and {@code model.properties}
   * @param threads TensorFlow may use, at least 1
   * @throws IOException if the model is missing, incomplete or not readable, or if its graph does
   *     not tell where its feature maps are
   */
  public static GradCam open(Path directory, int threads) throws IOException {
    ModelDescription description = ModelDescription.load(directory);
    TensorFlowRuntime.load();
    ConfigProto session =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .putDeviceCount("GPU", 0)
            .build();
    SavedModelBundle bundle;
    try {
      bundle =
          SavedModelBundle.loader(directory.toString())
              .withTags(ModelExport.TAG)
              .withConfigProto(session)
              .load();
    } catch (TensorFlowException e) {
      throw new IOException("Cannot load the model in " + directory.toAbsolutePath(), e);
    }
    try {
      return new GradCam(description, bundle);
    } catch (IllegalArgumentException e) {
      bundle.close();
      throw new IOException(
          "%s cannot be explained: %s".formatted(directory.toAbsolutePath(), e.getMessage()), e);
    }
  }

  /** What the model takes and gives. */
  public ModelDescription description() {
    return description;
  }

  /**
   * Explains the likeness of a pair.
   *
   * @param panorama prepared, of the model's height x width
   * @param tile prepared, of the model's aerialHeight x aerialWidth
   * @throws IllegalArgumentException if an image has another size
   */
  public PairHeat explain(BgrImage panorama, BgrImage tile) {
    float[][] ofPanorama = ground.descriptors(panorama);
    float[][] ofTile = aerial.descriptors(tile);
    List<Double> similarity = new ArrayList<>();
    for (int t = 0; t < ofPanorama.length; t++) {
      similarity.add(product(ofPanorama[t], ofTile[t]));
    }
    return new PairHeat(similarity, ground.heat(panorama, ofTile), aerial.heat(tile, ofPanorama));
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /**
   * Heat from a feature map and its gradient.
   *
   * @param features [height][width][C] in one array
   * @param gradient likewise
   */
  static HeatMap heat(float[] features, float[] gradient, int height, int width) {
    int cells = height * width;
    int channels = features.length / cells;
    double[] weights = new double[channels];
    for (int i = 0; i < gradient.length; i++) {
      weights[i % channels] += gradient[i];
    }
    float[] heat = new float[cells];
    for (int cell = 0; cell < cells; cell++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += weights[c] / cells * features[cell * channels + c];
      }
      heat[cell] = (float) Math.max(0, sum);
    }
    return new HeatMap(height, width, heat);
  }

  BranchGradients branch(View view) {
    return view == View.GROUND ? ground : aerial;
  }

  SavedModelBundle bundle() {
    return bundle;
  }

  @Override
  public void close() {
    bundle.close();
  }
}
