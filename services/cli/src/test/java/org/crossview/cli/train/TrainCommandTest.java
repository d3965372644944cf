package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crossview.cli.CommandRun;
import org.crossview.cli.TestModels;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.RefinementKind;
import org.crossview.sirnet.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir private Path folder;

  @Test
  void aWrongSettingEndsTheCommandWithOneLine() {
    CommandRun run = train("--set", "network.stepz=2");

    assertThat(run.code()).isNotZero();
    assertThat(run.errors()).hasLineCount(1).contains("'network.stepz'", "Closest: network.steps");
  }

  @Test
  void aConfigurationThatDoesNotExistIsNamed() {
    CommandRun run = train("--config", "medium");

    assertThat(run.code()).isNotZero();
    assertThat(run.errors()).hasLineCount(1).contains("'medium'", "full, small");
  }

  @Test
  void aShareOrFactorBeyondOneIsNamedBeforeAnythingIsRendered() {
    CommandRun rural = train("--rural", "2");
    CommandRun colours = train("--colours", "1.5", "--minutes", "1");

    assertThat(rural.code()).isNotZero();
    assertThat(rural.errors()).hasLineCount(1).contains("2.0 is not from 0 to 1");
    assertThat(colours.code()).isNotZero();
    assertThat(colours.errors()).hasLineCount(1).contains("--colours is 1.5");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutThePolarTransformRollingAndASideOfPlainTilesAreSettledBeforeAnythingIsRendered() {
    CommandRun square = train("--no-polar", "--column-weight", "0");
    CommandRun polar = train("--aerial-side", "96");
    CommandRun turned = train("--no-polar", "--set", "network.polar=true", "--aerial-side", "96");
    CommandRun set =
        train(
            ("--set network.polar=false --column-weight 0 --set training.augmentation.roll=false"
                    + " --aerial-side 100")
                .split(" "));

    assertThat(square.errors())
        .hasLineCount(1)
        .contains("training.augmentation.roll is true", "set training.augmentation.roll=false");
    assertThat(polar.errors()).hasLineCount(1).contains("--aerial-side 96", "give --no-polar");
    assertThat(turned.errors()).hasLineCount(1).contains("--aerial-side 96");
    // It has taken effect: the network refuses this side.
    assertThat(set.errors()).hasLineCount(1).contains("aerialHeight", "100");
    for (CommandRun run : List.of(square, polar, turned, set)) {
      assertThat(run.code()).isNotZero();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatPanoramasShowIsSettledBeforeAnythingIsRendered() {
    CommandRun nothing = train("--fov", "0");
    CommandRun backwards = train("--fov", "360-70");
    CommandRun three = train("--fov", "1-2-3");
    CommandRun still = train("--fov", "90", "--set", "training.augmentation.view.turned=false");
    CommandRun square =
        train(
            "--no-polar --column-weight 0 --set training.augmentation.roll=false --fov 90"
                .split(" "));

    assertThat(nothing.errors()).hasLineCount(1).contains("--fov: A view", "got 0.0 to 0.0");
    assertThat(backwards.errors()).hasLineCount(1).contains("--fov: A view", "got 360.0 to 70.0");
    assertThat(three.errors()).hasLineCount(1).contains("--fov needs DEGREES", "70-360");
    assertThat(still.errors()).hasLineCount(1).contains("Only turned panoramas", "90.0");
    assertThat(square.errors())
        .hasLineCount(1)
        .contains("training.augmentation.view.turned is true", "network.polar is false");
    for (CommandRun run : List.of(nothing, backwards, three, still, square)) {
      assertThat(run.code()).isNotZero();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void imageNetWeightsNeedTheWidthOfVgg16() throws IOException {
    Path file = Files.writeString(folder.resolve("vgg16.h5"), "any");

    CommandRun narrow = train("--vgg16", file.toString());
    CommandRun wide = train("--config", "full", "--vgg16", file.toString());

    assertThat(narrow.code()).isNotZero();
    assertThat(narrow.errors()).hasLineCount(1).contains("network.widthMultiplier is 0.25");
    assertThat(wide.errors()).hasLineCount(1).contains(file + " is no HDF5 file");
  }

  @Test
  void aRunTrainsWhatItsFileAndItsOptionsSayAndKeepsIt() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tiny.properties"),
            """
            base = small
            network.refinement = cbam
            network.steps = 1
            network.widthMultiplier = 0.0625
            training.steps = 2
            training.batch = 4
            training.startFromData = false
            """);

    CommandRun run =
        train(
            ("--config %s --cache %s --input 64x64 --set training.loss.columnWeight=0 --no-batch-normalization"
                    + " --towns 1 --pairs 8 --validation-pairs 4 --threads 1 --render-threads 1")
                .formatted(file, folder.resolve("cache"))
                .split(" "));

    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    ModelDescription model = ModelDescription.load(folder.resolve("run/model"));
    assertThat(model.steps()).isEqualTo(1);
    assertThat(model.descriptorLength()).isEqualTo(2 * 8 * 64);
    Configuration kept =
        Configuration.load(folder.resolve("run/configuration.properties").toString());
    assertThat(kept.network().refinement()).isEqualTo(RefinementKind.CBAM);
    assertThat(kept.network().groundWidth()).isEqualTo(64);
    assertThat(kept.training().loss().columnWeight()).isZero();
    assertThat(kept.training().batchNormalization()).isFalse();
  }

  @Test
  void aRunWithOtherSettingsOrAnotherOriginOrNoneIsRefusedAndKeepsItsOwn() throws IOException {
    String first = tinyRun() + " --steps 1";
    assertThat(train(first.split(" ")).code()).isZero();
    Path kept = folder.resolve("run/configuration.properties");
    String before = Files.readString(kept);

    CommandRun other = train((first + " --dropout 0.3 --learning-rate 5e-4").split(" "));

    assertThat(other.code()).isNotZero();
    assertThat(other.errors())
        .contains("holds a run with other network settings")
        .endsWith("its own are in " + kept + ", for --config" + System.lineSeparator());
    assertThat(kept).hasContent(before);
    CommandRun pairs = train(first.replace("--pairs 8", "--pairs 12").split(" "));
    CommandRun start = train((first + " --start-from " + folder.resolve("run")).split(" "));
    assertThat(pairs.code()).isNotZero();
    assertThat(pairs.errors()).hasLineCount(1).contains("holds a run with other 'training'");
    assertThat(start.code()).isNotZero();
    assertThat(start.errors()).hasLineCount(1).contains("other '--start-from' (none, now ");

    Path origin = folder.resolve("run/origin.properties");
    String noted = Files.readString(origin);
    Files.delete(origin);
    CommandRun unsaid = train(first.split(" "));
    assertThat(unsaid.code()).isNotZero();
    assertThat(unsaid.errors()).hasLineCount(1).contains(origin + " does not say 'training'");
    Files.writeString(origin, noted);

    CommandRun again =
        train(
            "--config %s --cache %s --towns 1 --pairs 8 --validation-pairs 4 --render-threads 1"
                .formatted(kept, folder.resolve("cache"))
                .split(" "));
    assertThat(again.errors()).isEmpty();
    assertThat(again.code()).isZero();
  }

  @Test
  void aRunThatGoesOnKeepsItsStepsAndOneThatBeginsAnewHasThoseThatAreAskedFor() throws IOException {
    String options = tinyRun();
    Path run = folder.resolve("run");
    assertThat(train((options + " --steps 2 --minutes 60").split(" ")).code()).isZero();

    CommandRun longer = train((options + " --steps 3").split(" "));
    CommandRun shorter = train((options + " --steps 1 --minutes 60").split(" "));
    CommandRun again = train((options + " --steps 3 --minutes 60").split(" "));

    assertThat(longer.code()).isNotZero();
    assertThat(longer.errors())
        .hasLineCount(1)
        .contains("holds a run of 2 steps", "is now 3", "--steps 2");
    assertThat(shorter.code()).isNotZero();
    assertThat(shorter.errors())
        .hasLineCount(1)
        .contains("holds a run of 2 steps", "is now 1", "--steps 2");
    // As it may have been begun: the time may have cut 3 steps to 2.
    assertThat(again.errors()).isEmpty();
    assertThat(again.code()).isZero();
    assertThat(Trainer.checkpointOf(run).step()).isEqualTo(2);

    Trainer.forget(run);
    assertThat(train((options + " --steps 3 --minutes 60").split(" ")).code()).isZero();
    assertThat(Trainer.checkpointOf(run).step()).isEqualTo(3);
  }

  @Test
  void whatARunCannotStartFromIsNamedBeforeAnythingIsRendered() {
    Path model = folder.resolve("model");
    TestModels.untrained(model);

    CommandRun none = train("--start-from", folder.resolve("none").toString());
    CommandRun normalized = train("--start-from", model.toString());
    CommandRun wide =
        train("--start-from", model.toString(), "--no-batch-normalization", "--width", "0.5");
    CommandRun frozen = train("--frozen-averages");

    assertThat(none.code()).isNotZero();
    assertThat(none.errors())
        .hasLineCount(1)
        .contains("none", "no checkpoint", "no exported model");
    assertThat(normalized.code()).isNotZero();
    assertThat(normalized.errors()).hasLineCount(1).contains("--no-batch-normalization");
    assertThat(wide.code()).isNotZero();
    assertThat(wide.errors())
        .hasLineCount(1)
        .contains(model.toString(), "has the shape", "network.outputChannels");
    assertThat(frozen.code()).isNotZero();
    assertThat(frozen.errors()).hasLineCount(1).contains("--frozen-averages", "--start-from");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFileInThePlaceOfTheRunIsNamedBeforeAnythingIsRendered() throws IOException {
    Path file = Files.writeString(folder.resolve("run"), "a file");

    CommandRun run = train("--towns", "1", "--pairs", "8");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors())
        .hasLineCount(1)
        .contains("--out " + file + " cannot be made: name another folder");
  }

  private CommandRun train(String... options) {
    return CommandRun.of(List.of("train", "--out", folder.resolve("run").toString()), options);
  }

  /** The options of a run of seconds, but for its steps. */
  private String tinyRun() {
    return ("--cache %s --input 64x64 --set network.refinement=none --set network.steps=1 --width 0.0625 --towns 1"
            + " --pairs 8 --validation-pairs 4 --batch 4 --column-weight 0 --threads 1"
            + " --render-threads 1")
        .formatted(folder.resolve("cache"));
  }
}
