package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.crossview.sirnet.training.ShortRuns.PAPER;
import static org.crossview.sirnet.training.ShortRuns.TINY;
import static org.crossview.sirnet.training.ShortRuns.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.training.ShortRuns.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs stop before their last step, and go on. */
class StoppedRunTest {
  /** The augmentation of training from scratch. */
  private static final AugmentationSettings SMALL =
      Configuration.load("small").training().augmentation();

  @TempDir Path directory;

  @Test
  void aRunThatIsTakenUpAgainEndsLikeOneThatWasNeverInterrupted() throws Exception {
    var pairs = new SyntheticPairs(TINY, 40, 1);
    var whole = new Losses();
    new Trainer(TINY, settings(8, 4, SMALL, true))
        .train(pairs, null, directory.resolve("whole"), null, whole);

    var first = new Losses();
    new Trainer(TINY, settings(8, 4, SMALL, true))
        .train(pairs, null, directory.resolve("parts"), null, new Interrupting(first, 4));
    assertThat(Thread.interrupted()).isTrue();
    var second = new Losses();
    new Trainer(TINY, settings(8, 4, SMALL, true))
        .train(pairs, null, directory.resolve("parts"), null, second);

    assertThat(first.losses).isEqualTo(whole.losses.subList(0, 4));
    assertThat(second.losses).isEqualTo(whole.losses.subList(4, 8));
  }

  @Test
  void aRunGoesOnWithOtherNumbersOfThreadsAndReadersAndOnTheSameBatches() throws Exception {
    var pairs = new SyntheticPairs(TINY, 40, 1);
    var whole = new Losses();
    TrainingSettings two = settings(6, 3, SMALL, true);
    new Trainer(TINY, two).train(pairs, null, directory.resolve("whole"), null, whole);
    Path parts = directory.resolve("parts");
    new Trainer(TINY, two).train(pairs, null, parts, null, new Interrupting(new Losses(), 3));
    assertThat(Thread.interrupted()).isTrue();

    var second = new Losses();
    new Trainer(TINY, on(two, 1, 3)).train(pairs, null, parts, null, second);

    assertThat(second.losses).hasSize(3);
    for (int i = 0; i < 3; i++) {
      // Sums over other numbers of threads are rounded otherwise.
      assertThat(second.losses.get(i)).isCloseTo(whole.losses.get(3 + i), withinPercentage(0.1));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Trainer.checkpointOf(parts).requireSame(TINY, settings(7, 3, SMALL, true)))
        .withMessageContaining("other training settings");
  }

  @Test
  void aRunFromBeforePanoramasCouldBeNarrowedGoesOn() throws Exception {
    var pairs = new SyntheticPairs(TINY, 40, 1);
    new Trainer(TINY, settings(2, 1, SMALL)).train(pairs, null, directory, null, new Losses());
    Path state = directory.resolve("checkpoint/state.properties");
    var settings = new Properties();
    try (var in = Files.newBufferedReader(state)) {
      settings.load(in);
    }
    String said = settings.getProperty("training");
    String before = said.replaceFirst(", view=ViewAugmentation\\[[^]]*]", "");
    assertThat(before).isNotEqualTo(said);
    settings.setProperty("training", before);
    try (var out = Files.newBufferedWriter(state)) {
      settings.store(out, null);
    }

    Checkpoint checkpoint = Trainer.checkpointOf(directory);
    checkpoint.requireSame(TINY, settings(2, 1, SMALL));
    AugmentationSettings turned =
        Configuration.load("small")
            .with(Map.of("training.augmentation.view.turned", "true"), "a test")
            .training()
            .augmentation();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoint.requireSame(TINY, settings(2, 1, turned)))
        .withMessageContaining("other training settings");
  }

  @Test
  void aRunThatLearnsNothingEndsWhenThePatienceDoesAndKeepsItsBestWeights() throws Exception {
    var pairs = new SyntheticPairs(TINY, 40, 1);
    var heard = new Validations();
    new Trainer(TINY, crawling(12), null, 2)
        .train(pairs, new SyntheticPairs(TINY, 20, 2), directory, null, heard);

    int best = heard.indexOfBest();
    assertThat(heard.steps).hasSize(best + 3);
    assertThat(heard.steps.getLast()).isLessThan(12);
    assertThat(Trainer.checkpointOf(directory).step()).isEqualTo(heard.steps.getLast());
    assertThat(Trainer.exportedOf(directory).step()).isEqualTo(heard.steps.get(best));
  }

  @Test
  void aRunThatStoppedEarlyStaysStoppedAndOneThatWasInterruptedStopsAtTheSameStep()
      throws Exception {
    var pairs = new SyntheticPairs(TINY, 40, 1);
    var validation = new SyntheticPairs(TINY, 20, 2);
    var whole = new Validations();
    Path wholeRun = directory.resolve("whole");
    new Trainer(TINY, crawling(12), null, 2).train(pairs, validation, wholeRun, null, whole);
    var again = new Losses();
    new Trainer(TINY, crawling(12), null, 2).train(pairs, validation, wholeRun, null, again);
    assertThat(again.losses).isEmpty();

    Path parts = directory.resolve("parts");
    var first = new Losses();
    new Trainer(TINY, crawling(12), null, 2)
        .train(pairs, validation, parts, null, new Interrupting(first, 2));
    assertThat(Thread.interrupted()).isTrue();
    var second = new Validations();
    new Trainer(TINY, crawling(12), null, 2).train(pairs, validation, parts, null, second);
    assertThat(second.steps.getLast()).isEqualTo(whole.steps.getLast());
  }

  /** Validates at every step, and moves so slowly that nothing changes. */
  private static TrainingSettings crawling(int steps) {
    return new TrainingSettings(
        steps,
        16,
        new LearningRate(LearningRate.Kind.CONSTANT, 1e-12, 0, 1, 0),
        PAPER.loss(),
        1,
        PAPER.augmentation(),
        1,
        1,
        1,
        4,
        2,
        1,
        false,
        false,
        false,
        false,
        Precision.FLOAT32);
  }

  private static TrainingSettings on(TrainingSettings same, int threads, int readers) {
    return new TrainingSettings(
        same.steps(),
        same.batch(),
        same.learningRate(),
        same.loss(),
        same.seed(),
        same.augmentation(),
        same.group(),
        same.block(),
        same.validateEvery(),
        same.checkpointEvery(),
        threads,
        readers,
        same.startFromData(),
        same.startFromIdentity(),
        same.batchNormalization(),
        same.frozenAverages(),
        same.precision());
  }

  private static final class Validations implements TrainingListener {
    final List<Long> steps = new ArrayList<>();
    final List<Double> scores = new ArrayList<>();

    @Override
    public void onValidation(long step, Recall recall) {
      steps.add(step);
      scores.add(
          recall.perStep().stream()
              .mapToDouble(Recall.AtK::pessimisticAt1)
              .average()
              .orElseThrow());
    }

    int indexOfBest() {
      return scores.indexOf(Collections.max(scores));
    }
  }

  private record Interrupting(Losses losses, long step) implements TrainingListener {
    @Override
    public void onStep(Progress progress) {
      losses.onStep(progress);
      if (progress.step() == step) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
