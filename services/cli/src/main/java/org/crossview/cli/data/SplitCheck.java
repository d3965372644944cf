package org.crossview.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crossview.cli.Workers;
import org.crossview.cli.terminal.Progress;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Split;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.TilePreparation;

/** Decodes every image of a part of a data set and notes those that training would leave out. */
final class SplitCheck {
  /** Any size does: what can be brought to this one can be brought to all. */
  private static final int HEIGHT = 16;

  private static final int WIDTH = 64;

  private SplitCheck() {}

  /** Checks one image. */
  private record Check(Path file, Preparation preparation) {}

  private interface Preparation {
    void of(byte[] image) throws UnusableInputException;
  }

  static List<Omission> broken(Split split) throws InterruptedException {
    List<Check> checks =
        Stream.concat(
                split.panoramas().stream().map(SplitCheck::check),
                split.tiles().stream()
                    .map(
                        tile ->
                            new Check(
                                tile.file(),
                                image -> TilePreparation.prepare(image, HEIGHT, WIDTH))))
            .toList();
    Omission[] found = new Omission[checks.size()];
    try (Progress progress = Progress.start("decoding " + split.name(), "images", checks.size())) {
      Workers.share(
          Runtime.getRuntime().availableProcessors(),
          found.length,
          1,
          (index, end) -> {
            found[index] = fault(checks.get(index));
            progress.step();
          });
    }
    return IntStream.range(0, found.length)
        .filter(i -> found[i] != null)
        .mapToObj(i -> found[i])
        .toList();
  }

  private static Check check(Panorama panorama) {
    return new Check(
        panorama.file(),
        image ->
            PanoramaPreparation.prepare(
                image, panorama.projection(), panorama.headingDegrees(), HEIGHT, WIDTH));
  }

  /** What is wrong with an image, or null. */
  private static Omission fault(Check check) {
    try {
      check.preparation.of(Files.readAllBytes(check.file));
      return null;
    } catch (IOException | UnusableInputException e) {
      return Omission.broken(check.file, e);
    }
  }
}
