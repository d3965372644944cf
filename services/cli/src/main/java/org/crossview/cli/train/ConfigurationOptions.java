package org.crossview.cli.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.pretrained.ImageNetWeights;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The configuration of a run: a file, and over it what single options say. */
final class ConfigurationOptions {
  @Option(
      names = "--config",
      paramLabel = "NAME|FILE",
      defaultValue = "small",
      description =
          "Settings of network, training and evaluation: 'full' (the paper's), 'small' (the shipped"
              + " model's) or a file. See docs/configurations.md.")
  private String config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "One setting over those of the configuration, such as network.context=width; may be given"
              + " several times, and is stronger than the other options.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--vgg16",
      paramLabel = "FILE",
      description =
          "Keras's HDF5 file of VGG16's ImageNet weights, with which the backbones of a fresh run"
              + " begin. Needs network.widthMultiplier=1 and network.inputScale=1, as 'full' has"
              + " them.")
  private Path vgg16;

  @Mixin private NetworkOptions network;
  @Mixin private ShownOptions shown;
  @Mixin private ScheduleOptions schedule;

  /**
   * The configuration that was asked for.
   *
   * @throws UserErrorException if a file, key or value is wrong
   */
  Configuration configuration() {
    try {
      Configuration base = Configuration.load(config);
      Map<String, String> given = given();
      network.checkAerialSide(base, given);
      return base.with(given, "the command line");
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  /**
   * The weights that the backbones of a run begin with, or null for random ones.
   *
   * @throws UserErrorException if the file or the network is not fit for it
   */
  ImageNetWeights backbone(SirNetSettings settings) {
    if (vgg16 == null) {
      return null;
    }
    if (schedule.startFrom() != null) {
      throw new UserErrorException(
          "--vgg16 and --start-from both say what a run begins with: give one of them");
    }
    try {
      return ImageNetWeights.read(vgg16, settings);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--vgg16: " + e.getMessage(), e);
    }
  }

  /** The file that was named, or null. */
  Path vgg16() {
    return vgg16;
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>(network.given());
    given.putAll(shown.given());
    given.putAll(schedule.given());
    given.putAll(set);
    return given;
  }

  ScheduleOptions schedule() {
    return schedule;
  }
}
