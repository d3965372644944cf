package org.crossview.cli.ablate.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crossview.cli.ablate.list.PlannedRun;
import org.crossview.cli.train.TrainingReporter;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.NetworkCost;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.pretrained.ImageNetWeights;
import org.crossview.sirnet.training.Checkpoint;
import org.crossview.sirnet.training.PairSource;
import org.crossview.sirnet.training.Trainer;
import org.crossview.sirnet.training.TrainingListener;

/** Trains one run to its end, or until the thread is interrupted, and tests it. */
final class RunTraining {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final PlannedRun run;
  private final Configuration configuration;
  private final Path folder;
  private final ImageNetWeights backbone;
  private final boolean best;

  /**
   * @param configuration with the run's number of steps
   * @param folder of the run
   * @param backbone what the backbones begin with; null for random weights
   * @param best whether the weights of the best validation are tested; else those of the last step,
   *     so that the tests choose nothing
   */
  RunTraining(
      PlannedRun run,
      Configuration configuration,
      Path folder,
      ImageNetWeights backbone,
      boolean best) {
    this.backbone = backbone;
    this.best = best;
    this.run = run;
    this.configuration = configuration;
    this.folder = folder;
  }

  /**
   * Trains, goes on or, where all is trained, only tests.
   *
   * @param validation null for none
   * @param tested what the tests are
   * @throws InterruptedException if the thread was interrupted; the state is saved
   */
  RunResult run(PairSource pairs, PairSource validation, ModelTests tests, String tested)
      throws IOException, InterruptedException {
    List<Double> losses = new ArrayList<>();
    if (run.smoke()) {
      // It is judged by all its losses, and those of an earlier call are gone.
      Trainer.forget(folder);
    }
    try (TrainingReporter reporter =
        new TrainingReporter(run.label(), configuration.training().batch(), folder)) {
      new Trainer(configuration.network(), configuration.training(), backbone, 0)
          .train(
              pairs,
              run.smoke() ? null : validation,
              folder,
              null,
              new TrainingListener() {
                @Override
                public void onStep(Progress progress) {
                  losses.add(progress.loss());
                  reporter.onStep(progress);
                }

                @Override
                public void onValidation(long step, Recall recall) {
                  reporter.onValidation(step, recall);
                }
              });
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("the training of " + run.label() + " was interrupted");
    }
    Checkpoint exported = best ? Trainer.exportedOf(folder) : Trainer.checkpointOf(folder);
    Path model = folder.resolve("model");
    ModelExport.export(
        configuration.network(),
        exported.prefix(),
        configuration.training().batchNormalization(),
        model);
    return new RunResult(
        run.name(),
        run.seed(),
        configuration.training().steps(),
        exported.step(),
        logged("secondsPerStep").getLast(),
        shape(configuration.network()),
        run.smoke() ? losses : logged("loss"),
        tested,
        run.smoke() ? Map.of() : tests.measure(model));
  }

  private List<Double> logged(String key) throws IOException {
    List<Double> values = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("metrics.jsonl"))) {
      JsonNode value = MAPPER.readTree(line).get(key);
      if (value != null) {
        values.add(value.asDouble());
      }
    }
    return values;
  }

  static RunResult.Shape shape(SirNetSettings network) {
    NetworkCost ground = NetworkCost.of(network, View.GROUND);
    NetworkCost aerial = NetworkCost.of(network, View.AERIAL);
    return new RunResult.Shape(
        network.groundHeight() + " x " + network.groundWidth(),
        network.aerialHeight() + " x " + network.aerialWidth(),
        network.steps(),
        network.descriptorLength(),
        ground.parameters() + aerial.parameters(),
        ground.multiplyAdds() + aerial.multiplyAdds());
  }
}
