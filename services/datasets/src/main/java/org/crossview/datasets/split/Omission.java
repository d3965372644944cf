package org.crossview.datasets.split;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An image that a data set names and that cannot be used.
 *
 * @param file its path
 * @param kind whether it is there at all
 * @param reason in words
 */
public record Omission(Path file, Kind kind, String reason) {
  /** What is wrong. */
  public enum Kind {
    /** There is no such file. */
    MISSING,
    /** The file is no image, or not one of the sides that it should have. */
    BROKEN
  }

  /** A file that is not there. */
  public static Omission missing(Path file) {
    return new Omission(file, Kind.MISSING, "there is no such file");
  }

  /**
   * A file that is no usable image.
   *
   * @param cause what reading or decoding it said
   */
  public static Omission broken(Path file, Exception cause) {
    String reason =
        cause instanceof IOException
            ? "the file cannot be read: " + cause.getMessage()
            : cause.getMessage();
    return new Omission(file, Kind.BROKEN, reason);
  }

  /** One line: the path and what is wrong with it. */
  public String line() {
    return file + ": " + reason;
  }
}
