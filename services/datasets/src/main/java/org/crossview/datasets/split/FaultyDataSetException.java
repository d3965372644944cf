package org.crossview.datasets.split;

import java.io.IOException;
import java.nio.file.Path;

/** A data set that cannot be used; the message names the path and the remedy in one line. */
public final class FaultyDataSetException extends IOException {
  private static final long serialVersionUID = 1L;

  public FaultyDataSetException(Path file, String what) {
    super("%s: %s".formatted(file, what));
  }

  public FaultyDataSetException(Path file, String what, Throwable cause) {
    super("%s: %s".formatted(file, what), cause);
  }

  public FaultyDataSetException(Path file, long line, String what) {
    super("%s, line %d: %s".formatted(file, line, what));
  }
}
