package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.crossview.sirnet.training.NormalizedRuns.TINY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFromRunTest {
  private static final int PAIRS = 64;

  @TempDir Path directory;

  @Test
  void aRunThatStartsFromAnotherIsUpdatedAsFromTheSameWeightsWithoutMoments() throws IOException {
    TrainingSettings plain = settings(10, false);
    Path run = directory.resolve("run");
    NormalizedRuns.train(plain, PAIRS, run);
    // An export holds the weights alone.
    Path model = directory.resolve("model");
    ModelExport.export(TINY, Trainer.checkpointOf(run).prefix(), false, model);

    List<Double> fromRun = train(plain, "from-run", run);
    List<Double> fromModel = train(plain, "from-model", model);

    assertThat(fromRun).isEqualTo(fromModel);
  }

  @Test
  void aRunThatStartsFromAnotherKeepsItsAverages() throws IOException {
    TrainingSettings normalized = settings(5, true);
    Path run = directory.resolve("run");
    NormalizedRuns.train(normalized, PAIRS, run);
    byte[] image = new byte[TINY.imageBytes(View.GROUND)];
    new SyntheticPairs(TINY, 1, 3).read(0, image, new byte[image.length]);

    try (var trained = new TrainingGraph(TINY, normalized);
        var started = new TrainingGraph(TINY, normalized)) {
      trained.restore(Trainer.checkpointOf(run).prefix());
      started.initialize(7);
      StartingPoint.in(run, TINY, normalized).apply(started);

      assertThat(started.describe(View.GROUND, image, 1))
          .isEqualTo(trained.describe(View.GROUND, image, 1));
    }
  }

  @Test
  void aRunStartsFromWhereAnotherWasBestAsTheExportOfThatOneDoes() throws IOException {
    TrainingSettings plain = settings(2, false);
    Path run = directory.resolve("run");
    NormalizedRuns.train(plain, PAIRS, run);
    Files.move(run.resolve("checkpoint"), run.resolve("best"));
    String best = Trainer.exportedOf(run).prefix();
    TrainingSettings longer = settings(6, false);
    NormalizedRuns.train(longer, PAIRS, directory.resolve("longer"));
    Files.move(directory.resolve("longer/checkpoint"), run.resolve("checkpoint"));
    byte[] image = new byte[TINY.imageBytes(View.GROUND)];
    new SyntheticPairs(TINY, 1, 3).read(0, image, new byte[image.length]);

    try (var trained = new TrainingGraph(TINY, plain);
        var started = new TrainingGraph(TINY, plain)) {
      started.initialize(7);
      StartingPoint.in(run, TINY, plain).apply(started);
      float[] described = started.describe(View.GROUND, image, 1);

      trained.restore(best);
      assertThat(described).isEqualTo(trained.describe(View.GROUND, image, 1));
      trained.restore(Trainer.checkpointOf(run).prefix());
      assertThat(described).isNotEqualTo(trained.describe(View.GROUND, image, 1));
    }
  }

  @Test
  void aRunWithBatchNormalisationIsNoStartForOneWithoutItAndTheOtherWayRound() throws IOException {
    TrainingSettings plain = settings(1, false);
    TrainingSettings normalized = settings(1, true);
    Path plainRun = directory.resolve("plain");
    Path normalizedRun = directory.resolve("normalized");
    NormalizedRuns.train(plain, PAIRS, plainRun);
    NormalizedRuns.train(normalized, PAIRS, normalizedRun);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StartingPoint.in(normalizedRun, TINY, plain))
        .withMessageContaining("start from its export " + normalizedRun.resolve("model"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StartingPoint.in(plainRun, TINY, normalized))
        .withMessageContainingAll(plainRun.toString(), "training.batchNormalization=false");
  }

  private List<Double> train(TrainingSettings settings, String name, Path startFrom)
      throws IOException {
    return NormalizedRuns.train(settings, PAIRS, directory.resolve(name), startFrom);
  }

  private static TrainingSettings settings(int steps, boolean normalized) {
    return NormalizedRuns.settings(steps, false, normalized, Precision.FLOAT32);
  }
}
