package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.crossview.sirnet.training.ShortRuns.PAPER;
import static org.crossview.sirnet.training.ShortRuns.TINY;
import static org.crossview.sirnet.training.ShortRuns.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.training.ShortRuns.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run begins with, learns and leaves. */
class TrainerTest {
  @TempDir Path directory;

  @Test
  void trainingFindsHeldOutPairsThatChanceWouldNotFind() throws Exception {
    var losses = new Losses();
    Recall recall =
        new Trainer(TINY, settings(140, 0, PAPER.augmentation()))
            .train(
                new SyntheticPairs(TINY, 200, 1),
                new SyntheticPairs(TINY, 40, 2),
                directory,
                null,
                losses);

    assertThat(losses.mean(130, 140)).isLessThan(losses.mean(0, 5) / 2);
    assertThat(recall.perStep()).hasSize(3);
    // Chance is 1 of 40.
    assertThat(recall.perStep()).allSatisfy(step -> assertThat(step.at1()).isGreaterThan(0.1));
    assertThat(Files.readString(directory.resolve("metrics.jsonl"))).contains("\"r1pessimistic\"");
  }

  @Test
  void trainingOnTurnedAndNarrowPanoramasFindsThoseOfHeldOutPairs() throws Exception {
    Recall recall =
        new Trainer(TINY, settings(140, 0, narrow()))
            .train(
                new SyntheticPairs(TINY, 200, 1),
                new SyntheticPairs(TINY, 40, 2),
                directory,
                null,
                new Losses());

    // Chance is 1 of 40.
    assertThat(recall.perStep()).allSatisfy(step -> assertThat(step.at1()).isGreaterThan(0.1));
  }

  private static AugmentationSettings narrow() {
    String view = "training.augmentation.view.";
    return Configuration.load("full")
        .with(Map.of(view + "turned", "true", view + "narrowest", "270"), "a test")
        .training()
        .augmentation();
  }

  @Test
  void withoutValidationTheLastStepIsExported() throws Exception {
    new Trainer(TINY, settings(2, 0, PAPER.augmentation()))
        .train(new SyntheticPairs(TINY, 40, 1), null, directory, null, new Losses());

    assertThat(Trainer.exportedOf(directory).step()).isEqualTo(2);
  }

  @Test
  void aPairThatCannotBeReadEndsTheRunWithItsReason() {
    PairSource broken =
        new PairSource() {
          @Override
          public int size() {
            return 40;
          }

          @Override
          public void read(int index, byte[] ground, byte[] aerial) {
            throw new IllegalStateException("the cache is truncated");
          }
        };

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new Trainer(TINY, settings(1, 0, PAPER.augmentation()))
                    .train(broken, null, directory, null, new Losses()))
        .withMessage("A training pair could not be read: the cache is truncated");
  }

  @Test
  void aRunMayStartFromTheWeightsOfAnother() throws Exception {
    var pairs = new SyntheticPairs(TINY, 200, 1);
    var earlier = new Losses();
    Path earlierRun = directory.resolve("earlier");
    new Trainer(TINY, settings(40, 0, PAPER.augmentation(), true))
        .train(pairs, null, earlierRun, null, earlier);

    var later = new Losses();
    new Trainer(TINY, settings(1, 0, PAPER.augmentation(), true))
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
                new Trainer(TINY, settings(1, 0, PAPER.augmentation(), true))
                    .train(
                        new SyntheticPairs(TINY, 40, 1),
                        null,
                        directory.resolve("run"),
                        nowhere,
                        new Losses()))
        .withMessageContaining(nowhere.toString());
  }
}
