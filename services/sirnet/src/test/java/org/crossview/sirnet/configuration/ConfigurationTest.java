package org.crossview.sirnet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.network.BackboneDepth;
import org.crossview.sirnet.network.ContextKind;
import org.crossview.sirnet.network.HeadKind;
import org.crossview.sirnet.network.NetworkCost;
import org.crossview.sirnet.network.RefinementKind;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.training.AugmentationSettings;
import org.crossview.sirnet.training.LearningRate;
import org.crossview.sirnet.training.LossSettings;
import org.crossview.sirnet.training.TrainingSettings;
import org.crossview.sirnet.training.ViewAugmentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path folder;

  @Test
  void fullIsThePapersNetworkAndTraining() {
    Configuration full = Configuration.load("full");

    assertThat(full.network()).isEqualTo(network(128, 512, 1, 16, 0.2, 1));
    assertThat(full.network().descriptorLength()).isEqualTo(4096);
    TrainingSettings training = full.training();
    assertThat(training.batch()).isEqualTo(32);
    assertThat(training.loss().beta()).isEqualTo(10);
    assertThat(training.learningRate())
        .isEqualTo(new LearningRate(LearningRate.Kind.CONSTANT, 1e-5, 0, 1, 0));
    assertThat(training.augmentation())
        .isEqualTo(new AugmentationSettings(false, false, ViewAugmentation.NONE, 0, 0, 0, 0, 0, 0));
    assertThat(training.loss())
        .isEqualTo(new LossSettings(LossSettings.Kind.SOFT_MARGIN, 10, 0, 0));
    assertThat(full.evaluation().ase()).isTrue();
  }

  @Test
  void smallIsTheNetworkThatShips() throws IOException {
    Configuration small = Configuration.load("small");

    assertThat(small.network()).isEqualTo(network(64, 256, .25, 64, 0, 1.0 / 64));
    Path shipped = Path.of("models/small");
    ModelDescription model = ModelDescription.load(shipped);
    assertThat(model.steps()).isEqualTo(small.network().steps());
    assertThat(model.width()).isEqualTo(small.network().groundWidth());
    assertThat(model.descriptorLength()).isEqualTo(small.network().descriptorLength());
    // Two branches of 32-bit weights and nothing else.
    long parameters = NetworkCost.of(small.network(), View.GROUND).parameters();
    assertThat(Files.size(shipped.resolve("variables/variables.data-00000-of-00001")))
        .isEqualTo(2 * 4 * parameters);
    assertThat(small.training().augmentation())
        .isEqualTo(
            new AugmentationSettings(
                true, true, ViewAugmentation.NONE, 24, 0.25, 0.12, 0.05, 0.1, 4));
    assertThat(small.training().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void aFileChangesWhatItSetsAndKeepsTheRestOfItsBase() throws IOException {
    file("mine.properties", "base = small\n# a comment\nnetwork.context = width\n");
    Path again = file("again.properties", "base = mine.properties\ntraining.batch = 16\n");

    Configuration configuration = Configuration.load(again.toString());

    assertThat(configuration.network().context()).isEqualTo(ContextKind.WIDTH);
    assertThat(configuration.training().batch()).isEqualTo(16);
    assertThat(configuration.training().loss().beta()).isEqualTo(10);
  }

  @Test
  void aConfigurationWrittenAsTextReadsAsItself() throws IOException {
    Configuration small = Configuration.load("small");

    Configuration read = Configuration.load(file("copy.properties", small.text()).toString());

    assertThat(read.network()).isEqualTo(small.network());
    assertThat(read.training()).isEqualTo(small.training());
  }

  @Test
  void warmUpsTakeAtMostAQuarterOfAShorterRun() {
    Configuration small = Configuration.load("small");

    TrainingSettings brief = small.ofSteps(40).training();
    TrainingSettings whole = small.ofSteps(4000).training();

    assertThat(brief.steps()).isEqualTo(40);
    assertThat(brief.learningRate().warmupSteps()).isEqualTo(10);
    assertThat(brief.loss().betaWarmup()).isEqualTo(10);
    assertThat(whole.learningRate().warmupSteps()).isEqualTo(100);
    assertThat(whole.loss().betaWarmup()).isEqualTo(100);
  }

  @Test
  void withoutThePolarTransformTilesAreSquaresOfAsManyPixels() {
    Configuration square =
        Configuration.load("full").with(Map.of("network.polar", "false"), "a test");

    assertThat(square.network().aerialHeight()).isEqualTo(256);
    assertThat(square.network().aerialWidth()).isEqualTo(256);
    assertThat(square.network().circularAerial()).isFalse();
    assertThat(square.network().descriptorLength()).isEqualTo(4096);
  }

  @Test
  void anUnknownKeyIsNamedWithItsFileAndTheClosestOne() throws IOException {
    Path wrong = file("wrong.properties", "base = small\nnetwork.contxt = width\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load(wrong.toString()))
        .withMessageContaining(wrong.toString())
        .withMessageContaining("'network.contxt'")
        .withMessageContaining("network.context");
  }

  @Test
  void aValueOfAnotherKindIsNamedWithWhatIsAllowed() throws IOException {
    Path wrong = file("wrong.properties", "base = small\nnetwork.context = depth\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load(wrong.toString()))
        .withMessage(
            wrong + ": network.context is 'depth' and must be one of height, width, local");
  }

  @Test
  void aValueOutOfRangeIsNamedWithWhatIsAllowed() throws IOException {
    Path wrong = file("wrong.properties", "base = small\nnetwork.steps = 5\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load(wrong.toString()))
        .withMessageContaining(wrong + ": network.steps = 5: ")
        .withMessageContaining("1 to 4");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Configuration.load("small").with(Map.of("training.group", "5"), "--group"))
        .withMessageContaining("--group: training.group = 5: ")
        .withMessageContaining("32");
  }

  @Test
  void settingsOfNetworkAndTrainingThatExcludeEachOtherAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Configuration.load("small").with(Map.of("network.polar", "false"), "--no-polar"))
        .withMessageContaining("small: training.loss.columnWeight is 0.3 and must be 0")
        .withMessageContaining("small: training.augmentation.roll is true and must be false");
  }

  @Test
  void withoutThePolarTransformNothingMayBeRolled() throws IOException {
    Path rolling =
        file(
            "rolling.properties",
            """
            base = small
            network.polar = false
            training.loss.columnWeight = 0
            training.augmentation.roll = true
            """);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load(rolling.toString()))
        .withMessageStartingWith(rolling + ": training.augmentation.roll is true")
        .withMessageEndingWith("(set training.augmentation.roll=false)");
    Path still =
        file("still.properties", Files.readString(rolling).replace("roll = true", "roll = false"));
    assertThat(Configuration.load(still.toString()).network().polar()).isFalse();
  }

  @Test
  void withoutDirectionsInTheDescriptorNoPanoramaMayBeTurned() {
    Map<String, String> safa =
        Map.of(
            "network.head", "safa",
            "training.loss.columnWeight", "0",
            "training.augmentation.view.turned", "true");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load("small").with(safa, "--fov"))
        .withMessageStartingWith("--fov: training.augmentation.view.turned is true")
        .withMessageEndingWith("(set training.augmentation.view.turned=false)");
  }

  @Test
  void viewsWhoseMapsDifferInShapeHaveNoDirectionsInCommon() {
    Map<String, String> taller =
        Map.of("network.aerialHeight", "128", "network.aerialWidth", "128");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load("small").with(taller, "a test"))
        .withMessageContaining("training.loss.columnWeight is 0.3 and must be 0")
        .withMessageContaining("the views' maps differ in shape");
  }

  @Test
  void aFileWithoutABaseMustSetEveryKey() throws IOException {
    Path shortFile = file("short.properties", "network.steps = 3\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load(shortFile.toString()))
        .withMessageContaining("does not set network.widthMultiplier")
        .withMessageContaining("base = small");
  }

  @Test
  void aFileMayNotSetAKeyTwiceOrBuildUponItself() throws IOException {
    Path twice = file("twice.properties", "base = small\nnetwork.steps=1\nnetwork.steps=2\n");
    Path circle = file("circle.properties", "base = circle.properties\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load(twice.toString()))
        .withMessageContaining("sets network.steps twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load(circle.toString()))
        .withMessageContaining("builds upon itself");
  }

  @Test
  void aMissingFileIsNamedBesideTheConfigurationsThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.load("medium"))
        .withMessageContaining("'medium'")
        .withMessageContaining("full, small");
  }

  /** T = 3 and all of the paper's parts. */
  private static SirNetSettings network(
      int height,
      int width,
      double widthMultiplier,
      int outputChannels,
      double dropout,
      double inputScale) {
    return new SirNetSettings(
        3,
        widthMultiplier,
        height,
        width,
        height,
        width,
        true,
        outputChannels,
        dropout,
        ContextKind.HEIGHT,
        true,
        true,
        false,
        true,
        inputScale,
        BackboneDepth.CONV4_1,
        RefinementKind.IRM,
        HeadKind.SIRNET);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
