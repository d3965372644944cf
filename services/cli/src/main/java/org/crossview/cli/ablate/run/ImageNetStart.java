package org.crossview.cli.ablate.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crossview.cli.Digest;
import org.crossview.cli.ablate.list.PlannedRun;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.cli.train.RandomStart;
import org.crossview.sirnet.pretrained.ImageNetWeights;

/** What the backbones of all runs begin with: VGG16's weights of ImageNet, or random ones. */
public final class ImageNetStart {
  private final Path file;
  private final String identity;

  private ImageNetStart(Path file, String identity) {
    this.file = file;
    this.identity = identity;
  }

  /**
   * Sees that all runs can begin with a file, before the first one does.
   *
   * @param file of Keras; null for random weights
   * @throws UserErrorException if one cannot
   */
  public static ImageNetStart of(Path file, List<PlannedRun> runs) {
    if (file == null) {
      return new ImageNetStart(null, "");
    }
    for (PlannedRun run : runs) {
      try {
        ImageNetWeights.read(file, run.configuration().network());
      } catch (IllegalArgumentException e) {
        throw new UserErrorException(
            "--vgg16, run '%s': %s".formatted(run.name(), e.getMessage()), e);
      }
    }
    return new ImageNetStart(file, "vgg16 = %s\n".formatted(digits(file)));
  }

  private static String digits(Path file) {
    try {
      return new Digest().add(Files.readAllBytes(file)).digits();
    } catch (IOException e) {
      throw new UserErrorException("--vgg16: %s cannot be read".formatted(file), e);
    }
  }

  /** The weights for a run; null for random ones. */
  ImageNetWeights of(PlannedRun run) {
    return file == null ? null : ImageNetWeights.read(file, run.configuration().network());
  }

  /** Warns where the paper's network is trained without them. */
  void warn(List<PlannedRun> runs, PrintStream log) {
    if (file == null) {
      RandomStart.warn(
          runs.stream().filter(run -> !run.smoke()).map(run -> run.configuration().network()), log);
    }
  }

  /** In words, for the report. */
  String words() {
    return file == null
        ? "The backbones begin with random weights; --vgg16 was not given."
        : "The backbones begin with VGG16's weights of ImageNet (--vgg16).";
  }

  /** A line of the run's settings, or none. */
  String identity() {
    return identity;
  }
}
