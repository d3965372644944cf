package org.crossview.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells one build of a module from another, so that nothing cached outlives the code that made it.
 */
public final class CodeFingerprint {
  private static final int DIGITS = 10;

  private CodeFingerprint() {}

  /**
   * The first hexadecimal digits of SHA-256 over all class files of the jar, or the folder, that
   * holds a class; not over what else is there, such as the version.
   */
  public static String of(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Digest digest = new Digest();
      if (Files.isDirectory(place)) {
        add(place, digest);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
          add(jar.getPath("/"), digest);
        }
      }
      return digest.digits().substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the code of " + type.getName(), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Path root, Digest digest) throws IOException {
    List<Path> classes;
    try (Stream<Path> all = Files.walk(root)) {
      classes = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : classes) {
      digest.add(Files.readAllBytes(file));
    }
  }
}
