package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.network.SirNetSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final SirNetSettings TINY =
      SirNetSettings.builder().inputSize(64, 64).widthMultiplier(1.0 / 16).dropout(0).build();

  @TempDir Path directory;

  @Test
  void trainingFindsHeldOutPairsThatChanceWouldNotFind() throws Exception {
    var losses = new Losses();
    Recall recall =
        new Trainer(TINY, settings(70, 0, AugmentationSettings.NONE))
            .train(
                new SyntheticPairs(TINY, 200, 1),
                new SyntheticPairs(TINY, 40, 2),
                directory,
                null,
                losses);

    assertThat(losses.mean(60, 70)).isLessThan(losses.mean(0, 5) / 2);
    assertThat(recall.perStep()).hasSize(3);
    // Chance is 1 of 40.
    assertThat(recall.perStep()).allSatisfy(step -> assertThat(step.at1()).isGreaterThan(0.1));
    assertThat(Files.readString(directory.resolve("metrics.jsonl"))).contains("\"r1pessimistic\"");
  }

  @Test
  void aRunThatIsTakenUpAgainEndsLikeOneThatWasNeverInterrupted() throws Exception {
    var pairs = new SyntheticPairs(TINY, 40, 1);
    var whole = new Losses();
    new Trainer(TINY, settings(8, 4, AugmentationSettings.STRONG, true))
        .train(pairs, null, directory.resolve("whole"), null, whole);

    var first = new Losses();
    new Trainer(TINY, settings(8, 4, AugmentationSettings.STRONG, true))
        .train(pairs, null, directory.resolve("parts"), null, new Interrupting(first, 4));
    assertThat(Thread.interrupted()).isTrue();
    var second = new Losses();
    new Trainer(TINY, settings(8, 4, AugmentationSettings.STRONG, true))
        .train(pairs, null, directory.resolve("parts"), null, second);

    assertThat(first.losses).isEqualTo(whole.losses.subList(0, 4));
    assertThat(second.losses).isEqualTo(whole.losses.subList(4, 8));
  }

  @Test
  void aRunMayStartFromTheWeightsOfAnother() throws Exception {
    var pairs = new SyntheticPairs(TINY, 200, 1);
    var earlier = new Losses();
    Path earlierRun = directory.resolve("earlier");
    new Trainer(TINY, settings(40, 0, AugmentationSettings.NONE, true))
        .train(pairs, null, earlierRun, null, earlier);

    var later = new Losses();
    new Trainer(TINY, settings(1, 0, AugmentationSettings.NONE, true))
        .train(pairs, null, directory.resolve("later"), earlierRun, later);

    // The same batch as the earlier run's first one.
    assertThat(later.losses.getFirst()).isLessThan(earlier.losses.getFirst() * 0.9);
  }

  @Test
  void aRunCannotStartFromWhereNoRunWas() {
    Path nowhere = directory.resolve("nowhere");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Trainer(TINY, settings(1, 0, AugmentationSettings.NONE, true))
                    .train(
                        new SyntheticPairs(TINY, 40, 1),
                        null,
                        directory.resolve("run"),
                        nowhere,
                        new Losses()))
        .withMessageContaining(nowhere.toString());
  }

  private static TrainingSettings settings(
      int steps, int checkpointEvery, AugmentationSettings augmentation) {
    return settings(steps, checkpointEvery, augmentation, false);
  }

  private static TrainingSettings settings(
      int steps, int checkpointEvery, AugmentationSettings augmentation, boolean startFromData) {
    return new TrainingSettings(
        steps,
        16,
        LearningRate.cosine(1e-3, 10),
        LossSettings.paper(),
        1,
        augmentation,
        1,
        1,
        0,
        checkpointEvery,
        2,
        1,
        startFromData,
        false,
        false,
        false);
  }

  private static class Losses implements TrainingListener {
    final List<Double> losses = new ArrayList<>();

    @Override
    public void onStep(Progress progress) {
      losses.add(progress.loss());
    }

    double mean(int from, int to) {
      return losses.subList(from, to).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElseThrow();
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
