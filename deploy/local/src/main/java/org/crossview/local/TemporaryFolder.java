package org.crossview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder for state that nobody needs afterwards: deleted when closed, or at the JVM's exit. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /**
   * Creates an empty folder in the system's temporary folder.
   *
   * @param prefix of its name
   */
  public static TemporaryFolder create(String prefix) {
    try {
      TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(prefix));
      StopAtExit.add(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no temporary folder in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes the folder with all it holds; files that vanish meanwhile are no error. */
  @Override
  public void close() {
    StopAtExit.remove(this);
    if (!Files.exists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      // State in a temporary folder: what stays behind is the operating system's to clear.
      System.err.println("could not delete " + path + ": " + e.getMessage());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
      Files.deleteIfExists(dir);
      return FileVisitResult.CONTINUE;
    }
  }
}
