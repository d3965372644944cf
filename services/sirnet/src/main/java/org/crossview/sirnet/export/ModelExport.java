package org.crossview.sirnet.export;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.model.ModelVersion;
import org.crossview.sirnet.network.MapShape;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;

/**
 * Writes a trained network as a TensorFlow SavedModel with the signatures {@code ground} and {@code
 * aerial}: input {@code image}, float32 [batch, H, W, 3], blue green red, 0..255; output {@code
 * descriptor}, float32 [batch, T, D], rows of length 1. The mean is subtracted inside. Beside it
 * {@code model.properties} for {@link ModelDescription}.
 */
public final class ModelExport {
  /** Tag of the graph in the SavedModel. */
  public static final String TAG = "serve";

  public static final String INPUT = "image";
  public static final String OUTPUT = "descriptor";

  private static final String GRAPH_FILE = "saved_model.pb";

  private ModelExport() {}

  /**
   * Exports the weights of a checkpoint.
   *
   * @param checkpointPrefix of a TensorFlow checkpoint, as {@code Checkpoint.prefix()} gives it
   * @param normalized whether the checkpoint is of a training with batch normalisation
   * @param directory made; what is in it is replaced
   */
  public static ModelDescription export(
      SirNetSettings network, String checkpointPrefix, boolean normalized, Path directory)
      throws IOException {
    if (!normalized) {
      return export(network, directory, (session, variables) -> session.restore(checkpointPrefix));
    }
    Map<String, float[]> plain = FoldedWeights.read(network, checkpointPrefix);
    return export(
        network,
        directory,
        (session, variables) -> variables.assignAll(session, entry -> plain.get(entry.name())));
  }

  /** Exports a network that was never trained: for measuring speed, and for tests. */
  public static ModelDescription exportUntrained(SirNetSettings network, long seed, Path directory)
      throws IOException {
    return export(network, directory, (session, variables) -> variables.initialize(session, seed));
  }

  private interface Weights {
    void load(Session session, Variables variables);
  }

  private static ModelDescription export(SirNetSettings network, Path directory, Weights weights)
      throws IOException {
    TensorFlowRuntime.load();
    clear(directory);
    // A graph of its own: the one that trains has dropout, moments and gradients.
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var variables = new Variables(tf);
      var sirNet = new SirNet(tf, network, variables);
      List<Signature> signatures = new ArrayList<>();
      for (View view : View.values()) {
        signatures.add(signature(tf, sirNet, view));
      }
      try (Session session = new Session(graph)) {
        weights.load(session, variables);
        SavedModelBundle.exporter(directory.toString())
            .withTags(TAG)
            .withSession(session)
            .withSignatures(signatures.toArray(Signature[]::new))
            .export();
      }
    }
    orderMaps(directory.resolve(GRAPH_FILE));
    ModelDescription description = description(network, ModelVersion.of(directory));
    description.write(directory);
    return description;
  }

  /**
   * What services must know of an exported model of a network.
   *
   * @param version 12 hexadecimal digits
   */
  public static ModelDescription description(SirNetSettings network, String version) {
    MapShape map = network.descriptorShape(View.AERIAL);
    boolean directions = network.hasDirections();
    return new ModelDescription(
        version,
        network.groundHeight(),
        network.groundWidth(),
        network.aerialHeight(),
        network.aerialWidth(),
        network.polar(),
        network.steps(),
        network.descriptorLength(),
        directions ? map.rows() : 0,
        directions ? map.columns() : 0);
  }

  /**
   * Writes the file's maps in the order of their keys. TensorFlow writes them in any order, and the
   * same network would get another version with every export.
   */
  private static void orderMaps(Path file) throws IOException {
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
    try (OutputStream out = Files.newOutputStream(file)) {
      CodedOutputStream ordered = CodedOutputStream.newInstance(out);
      ordered.useDeterministicSerialization();
      model.writeTo(ordered);
      ordered.flush();
    }
  }

  private static Signature signature(Ops tf, SirNet sirNet, View view) {
    SirNetSettings network = sirNet.settings();
    Shape shape = Shape.of(-1, network.height(view), network.width(view), 3);
    Placeholder<TFloat32> image =
        tf.withName(view.signature() + "_" + INPUT)
            .placeholder(TFloat32.class, Placeholder.shape(shape));
    Operand<TFloat32> descriptor =
        sirNet.stacked(view.signature() + "_" + OUTPUT, sirNet.branch(view, image, null));
    return Signature.builder(view.signature())
        .input(INPUT, image)
        .output(OUTPUT, descriptor)
        .methodName("tensorflow/serving/predict")
        .build();
  }

  private static void clear(Path directory) throws IOException {
    // Only what an export writes: a mistyped path must not cost a home directory.
    for (String name : List.of("variables", GRAPH_FILE, ModelDescription.FILE_NAME)) {
      Path path = directory.resolve(name);
      if (Files.exists(path)) {
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
    Files.createDirectories(directory);
  }
}
