package org.crossview.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.crossview.core.file.WholeFile;

/** Files in which a folder notes what it was made of, so that a later call can compare. */
public final class PropertiesFile {
  private PropertiesFile() {}

  /** What a file notes; nothing where there is none. */
  public static Properties read(Path file) throws IOException {
    Properties noted = new Properties();
    if (Files.exists(file)) {
      try (BufferedReader in = Files.newBufferedReader(file)) {
        noted.load(in);
      }
    }
    return noted;
  }

  /**
   * Writes a file anew, and its folder where it is missing.
   *
   * @param comment first line of the file
   */
  public static void write(Path file, Map<String, String> values, String comment)
      throws IOException {
    Properties all = new Properties();
    all.putAll(values);
    Files.createDirectories(file.toAbsolutePath().getParent());
    WholeFile.write(
        file,
        fresh -> {
          try (var out = Files.newBufferedWriter(fresh)) {
            all.store(out, comment);
          }
        });
  }
}
