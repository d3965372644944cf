package org.crossview.cli.train;

import java.io.PrintStream;
import java.util.stream.Stream;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.pretrained.ImageNetWeights;

/** Networks of VGG16's width that begin with random weights. */
public final class RandomStart {
  private RandomStart() {}

  /**
   * Warns where a network that begins with random weights could begin with those of ImageNet: at
   * the paper's learning rate it may take days to show that it gets nowhere.
   */
  public static void warn(Stream<SirNetSettings> networks, PrintStream log) {
    if (networks.anyMatch(ImageNetWeights::fits)) {
      log.println(
          "warning: the backbones begin with random weights, the paper's with ImageNet's: give"
              + " --vgg16 FILE for those");
    }
  }
}
