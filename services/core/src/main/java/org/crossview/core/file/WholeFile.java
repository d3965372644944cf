package org.crossview.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of which a reader never sees half. */
public final class WholeFile {
  private WholeFile() {}

  /** Fills a file. */
  @FunctionalInterface
  public interface Writing {
    void to(Path file) throws IOException;
  }

  /**
   * Writes a file under another name first, and then puts it in the place of the one there was. A
   * process that is killed, or another one that writes the same file, leaves no half of it.
   */
  public static void write(Path file, Writing writing) throws IOException {
    Path fresh =
        file.resolveSibling(
            "%s.%d.new".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      writing.to(fresh);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
