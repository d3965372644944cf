package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;

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
    new Trainer(TINY, settings(8, 4, AugmentationSettings.STRONG))
        .train(pairs, null, directory.resolve("whole"), whole);

    var first = new Losses();
    new Trainer(TINY, settings(8, 4, AugmentationSettings.STRONG))
        .train(pairs, null, directory.resolve("parts"), new Interrupting(first, 4));
    assertThat(Thread.interrupted()).isTrue();
    var second = new Losses();
    new Trainer(TINY, settings(8, 4, AugmentationSettings.STRONG))
        .train(pairs, null, directory.resolve("parts"), second);

    assertThat(first.losses).isEqualTo(whole.losses.subList(0, 4));
    assertThat(second.losses).isEqualTo(whole.losses.subList(4, 8));
  }

  private static TrainingSettings settings(
      int steps, int checkpointEvery, AugmentationSettings augmentation) {
    return new TrainingSettings(
        steps,
        16,
        LearningRate.cosine(1e-3, 10),
        10,
        0,
        1,
        augmentation,
        1,
        0,
        checkpointEvery,
        2,
        1,
        true);
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
