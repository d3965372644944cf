package org.crossview.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.core.file.WholeFile;

/** Files that a command writes its results to; null stands for one that was not asked for. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Checks before the work, rather than after it, that a file can be written.
   *
   * @throws UserErrorException naming the file
   */
  public static void check(Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new UserErrorException(
          "%s cannot be written: name a file in a folder that exists".formatted(file));
    }
  }

  /**
   * Writes a file.
   *
   * @throws UserErrorException naming the file and what is wrong
   */
  public static void write(Path file, WholeFile.Writing writing) {
    if (file == null) {
      return;
    }
    try {
      writing.to(file);
    } catch (IOException e) {
      throw new UserErrorException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
