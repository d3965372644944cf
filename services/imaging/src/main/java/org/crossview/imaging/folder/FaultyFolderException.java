package org.crossview.imaging.folder;

import java.io.IOException;
import java.nio.file.Path;

/** A folder that cannot be used as it is; the message names the file, the line and the remedy. */
public final class FaultyFolderException extends IOException {
  private static final long serialVersionUID = 1L;

  FaultyFolderException(Path file, long line, String what) {
    super("%s, line %d: %s".formatted(file, line, what));
  }

  FaultyFolderException(Path file, String what) {
    super("%s: %s".formatted(file, what));
  }

  FaultyFolderException(Path file, String what, Throwable cause) {
    super("%s: %s".formatted(file, what), cause);
  }
}
