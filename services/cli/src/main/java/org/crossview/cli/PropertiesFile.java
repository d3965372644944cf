package org.crossview.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.crossview.cli.terminal.UserErrorException;
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
   * Sees that a folder notes what is wanted of it now.
   *
   * @param held what the folder holds, with the words that a differing key follows
   * @param remedy where to go instead
   * @throws UserErrorException naming the folder, the first key that differs, and both values
   */
  public static void requireSame(
      Path folder, Properties noted, Map<String, String> wanted, String held, String remedy) {
    wanted.forEach(
        (key, value) -> {
          String before = noted.getProperty(key);
          if (!value.equals(before)) {
            throw new UserErrorException(
                ("%s holds %s '%s' (%s, now %s): go on with the same options and the same version"
                        + " of Crossview, or name another %s")
                    .formatted(folder, held, key, before == null ? "none" : before, value, remedy));
          }
        });
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
