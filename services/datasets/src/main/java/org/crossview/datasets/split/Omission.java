package org.crossview.datasets.split;

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

  /** One line: the path and what is wrong with it. */
  public String line() {
    return file + ": " + reason;
  }
}
