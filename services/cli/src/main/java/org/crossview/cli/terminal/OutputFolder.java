package org.crossview.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a command writes its results into. */
public final class OutputFolder {
  private OutputFolder() {}

  /**
   * Makes a folder where it is missing.
   *
   * @param folder the value of {@code --out}
   * @throws UserErrorException if there is a file in its place, or it cannot be made
   */
  public static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserErrorException(
          "--out %s cannot be made: name another folder (%s)".formatted(folder, e.getMessage()), e);
    }
  }
}
