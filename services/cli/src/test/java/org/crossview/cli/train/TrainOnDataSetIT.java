package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crossview.cli.CommandRun;
import org.crossview.cli.data.TinyData;
import org.crossview.cli.town.TownFolder;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains a tiny network for a few steps on miniatures of data sets. */
class TrainOnDataSetIT {
  @TempDir private Path root;
  @TempDir private Path out;

  @Test
  void aFractionOfADataSetIsTrainedOnAndItsModelEvaluates() throws Exception {
    TinyData.cvusa(root, 12, 4);
    Files.writeString(TinyData.panoramaOfCvusa(root, 14), "no image");
    Files.delete(TinyData.tileOfCvusa(root, 5));

    CommandRun run = train("--data=cvusa:" + root, "--fraction=0.75");
    assertThat(run.code()).isZero();
    assertThat(run.errors())
        .contains(TinyData.tileOfCvusa(root, 5) + ": there is no such file")
        .contains(TinyData.panoramaOfCvusa(root, 14) + ": ")
        .endsWith("2 images left out: 1 missing, 1 broken" + System.lineSeparator());
    assertThat(Files.readAllLines(out.resolve("metrics.jsonl"))).isNotEmpty();

    CommandRun other = train("--data=cvusa:" + root, "--fraction=0.5");
    assertThat(other.code()).isNotZero();
    assertThat(other.errors())
        .hasLineCount(1)
        .contains("holds a run with other 'training'", "8 of 11 panoramas", "now ", "5 of 11");

    CommandRun evaluated =
        CommandRun.of("evaluate", "--model=" + out.resolve("model"), "--data=cvusa:" + root);
    assertThat(evaluated.out()).contains("CVUSA val: 3 queries, 3 tiles");
  }

  @Test
  void aPlainFolderIsTrainedOnWithoutWhatIsHeldOut() throws Exception {
    new TownFolder(Town.generate(new TownSettings(4, 12)), root, 2).write(12);
    Path gone = PairsFolder.read(root).panoramas().getFirst().file();
    Files.delete(gone);
    CommandRun run = train("--data=pairs:" + root);
    assertThat(run.errors())
        .containsOnlyOnce(gone + ": there is no such file")
        .contains("1 image left out: 1 missing, 0 broken");
    assertThat(run.code()).isZero();
    assertThat(out.resolve("model")).isDirectory();
  }

  @Test
  void whatCannotBeTrainedOnIsOneLine() throws Exception {
    TinyData.cvusa(root, 2, 2);
    assertRefused("say cvusa:" + root, "--data=cvusa-val:" + root);
    assertRefused("--towns belongs to generated towns", "--data=cvusa:" + root, "--towns=3");
    assertRefused("--fraction belongs to a data set", "--fraction=0.5");
    assertRefused("at most 1, got 1.5", "--data=cvusa:" + root, "--fraction=1.5");
    assertRefused("A batch of 4 pairs cannot be filled from 2", "--data=cvusa:" + root);
    assertRefused("there is no such folder", "--data=cvusa:" + root.resolve("nowhere"));
    Path one = root.resolve("one");
    new TownFolder(Town.generate(new TownSettings(4, 12)), one, 2).write(1);
    assertRefused("no pair left to train on", "--data=pairs:" + one);
  }

  private void assertRefused(String reason, String... options) {
    CommandRun run = train(options);
    assertThat(run.code()).isNotZero();
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).startsWith("crossview train: ").contains(reason);
  }

  private CommandRun train(String... options) {
    return CommandRun.of(
        List.of(
            "train",
            "--out=" + out,
            "--width=0.03125",
            "--refinement-steps=1",
            "--input=64x128",
            "--steps=2",
            "--batch=4",
            "--group=2",
            "--threads=1"),
        options);
  }
}
