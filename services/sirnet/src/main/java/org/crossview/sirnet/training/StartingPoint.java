package org.crossview.sirnet.training;

import java.io.IOException;
import java.nio.file.Path;
import org.crossview.sirnet.export.ExportedWeights;
import org.crossview.sirnet.network.Normalization;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.SirNetSettings;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/**
 * What a fresh run begins with instead of random weights: the weights that another run of the same
 * network exports, those of its best validation, with its averages of batch normalisation, or the
 * weights of an exported model. Adam begins anew.
 */
public final class StartingPoint {
  private final Checkpoint run;
  private final ExportedWeights model;

  private StartingPoint(Checkpoint run, ExportedWeights model) {
    this.run = run;
    this.model = model;
  }

  /**
   * Opens a run's directory or a model's, and checks that it fits.
   *
   * @throws IllegalArgumentException if there is neither, or it is of another network, or the one
   *     is trained with batch normalisation and the other is not
   */
  public static StartingPoint in(Path directory, SirNetSettings network, TrainingSettings training)
      throws IOException {
    if (!ExportedWeights.areIn(directory)) {
      Checkpoint run = Trainer.exportedOf(directory);
      run.requireNetwork(network);
      requireNormalization(directory, run.isNormalized(), training.batchNormalization());
      return new StartingPoint(run, null);
    }
    if (training.batchNormalization()) {
      throw new IllegalArgumentException(
          "%s is an exported model, which has no averages to normalise by: set training.batchNormalization=false (--no-batch-normalization), or start from its run"
              .formatted(directory));
    }
    ExportedWeights model = ExportedWeights.read(directory);
    try (Graph graph = new Graph()) {
      ModelStart.requireFit(
          SirNet.variables(Ops.create(graph), network, Normalization.NONE), model);
    }
    return new StartingPoint(null, model);
  }

  /** A kernel is another one without the scale and the averages that it was trained with. */
  private static void requireNormalization(Path run, boolean trained, boolean wanted) {
    if (trained && !wanted) {
      throw new IllegalArgumentException(
          "%s is a run with batch normalisation, whose weights are others without it: start from its export %s, which has it folded in, or set training.batchNormalization=true (--batch-normalization)"
              .formatted(run, run.resolve("model")));
    }
    if (wanted && !trained) {
      throw new IllegalArgumentException(
          "%s is a run without batch normalisation, which has no averages to normalise by: set training.batchNormalization=false (--no-batch-normalization)"
              .formatted(run));
    }
  }

  /** Changes the freshly initialised weights of a run. */
  void apply(TrainingGraph graph) throws IOException {
    if (run != null) {
      graph.startFrom(run);
    } else {
      graph.startFrom(model);
    }
  }
}
