package org.crossview.sirnet.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.crossview.sirnet.runtime.Tensors;
import org.tensorflow.GraphOperation;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;

/**
 * The weights of an exported network by the names of its variables.
 *
 * @param directory they were read from
 */
public record ExportedWeights(Path directory, Map<String, Weight> byName) {
  /** Type of TensorFlow's operations that hold a weight. */
  private static final String VARIABLE = "VariableV2";

  /**
   * One weight.
   *
   * @param values in row-major order
   */
  public record Weight(Shape shape, float[] values) {}

  public ExportedWeights {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /** Whether a directory holds an export. */
  public static boolean areIn(Path directory) {
    return Files.isRegularFile(directory.resolve(ModelDescription.FILE_NAME));
  }

  /**
   * Reads all weights of an export.
   *
   * @throws IOException if the model is missing, incomplete or was changed
   */
  public static ExportedWeights read(Path directory) throws IOException {
    ModelDescription.load(directory);
    TensorFlowRuntime.load();
    try (var bundle = SavedModelBundle.load(directory.toString(), ModelExport.TAG)) {
      List<GraphOperation> variables = new ArrayList<>();
      for (Iterator<GraphOperation> all = bundle.graph().operations(); all.hasNext(); ) {
        GraphOperation operation = all.next();
        if (operation.type().equals(VARIABLE)) {
          variables.add(operation);
        }
      }
      var runner = bundle.session().runner();
      variables.forEach(variable -> runner.fetch(variable.name()));
      Map<String, Weight> weights = new LinkedHashMap<>();
      try (var result = runner.run()) {
        for (int i = 0; i < variables.size(); i++) {
          var tensor = result.get(i);
          weights.put(variables.get(i).name(), new Weight(tensor.shape(), Tensors.floats(tensor)));
        }
      }
      return new ExportedWeights(directory, weights);
    }
  }
}
