package org.crossview.datasets.split;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Knows which files are there from one listing of each folder: asking for 200,000 files one by one
 * takes minutes on a disk that has not seen them.
 */
public final class FolderListing {
  private final Map<Path, Set<String>> names = new HashMap<>();

  /** Whether the file is in its folder. */
  public boolean has(Path file) {
    // A bare name lies in the folder one stands in, which is the empty path.
    Path folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
    return names.computeIfAbsent(folder, FolderListing::list).contains(name(file));
  }

  private static Set<String> list(Path folder) {
    Set<String> found = new HashSet<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> found.add(name(file)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + folder, e);
      }
    }
    return found;
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
