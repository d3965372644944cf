package org.crossview.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.crossview.cli.Digest;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Split;

/**
 * Tells a part of a data set from another, in words that are the same wherever it lies: by the
 * names of its files below its root, and their sizes.
 */
public final class SplitIdentity {
  private final Split split;

  public SplitIdentity(Split split) {
    this.split = split;
  }

  /**
   * Some of its panoramas, each with its tile and in this order.
   *
   * @param panoramas indices
   */
  public String ofPanoramas(int[] panoramas) {
    // In parallel, as a disk may take long to say what it has.
    String digits =
        Digest.of(
            IntStream.of(panoramas)
                .parallel()
                .mapToObj(split.panoramas()::get)
                .map(p -> pair(p, this::state))
                .toList());
    return "%s, %d of %d panoramas (%s)"
        .formatted(name(), panoramas.length, split.panoramas().size(), digits);
  }

  /**
   * All of its panoramas as they are now: other than the words it also tells a later time of a
   * file.
   */
  public String digitsWithTimes() {
    return Digest.of(
        split.panoramas().parallelStream().map(p -> pair(p, this::stateWithTime)).toList());
  }

  /** All of its tiles. */
  public String ofTiles() {
    String digits =
        Digest.of(split.tiles().parallelStream().map(tile -> state(tile.file())).toList());
    return "%s, %d tiles (%s)".formatted(name(), split.tiles().size(), digits);
  }

  /** A plain folder is named by its path. */
  private String name() {
    return split.name().replace(split.root().toString(), "").strip();
  }

  private String pair(Panorama p, Function<Path, String> state) {
    return "%s %s %s %s"
        .formatted(
            state.apply(p.file()),
            p.projection(),
            p.headingDegrees(),
            state.apply(split.tiles().get(p.right()[0]).file()));
  }

  private String stateWithTime(Path file) {
    try {
      return state(file) + " " + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return state(file);
    }
  }

  private String state(Path file) {
    Path name = split.root().relativize(file);
    try {
      return name + " " + Files.size(file);
    } catch (IOException e) {
      return name + " unreadable";
    }
  }
}
