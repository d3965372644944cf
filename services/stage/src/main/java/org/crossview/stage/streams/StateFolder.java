package org.crossview.stage.streams;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The folder of state stores on disk: a copy of the changelog topics, to start faster with. */
public final class StateFolder {
  private static final System.Logger LOG = System.getLogger(StateFolder.class.getName());

  private StateFolder() {}

  /**
   * Deletes the folder with all that is in it. What cannot be deleted stays, and is named in the
   * log: the next start does not look at it.
   */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The state folder " + folder + " stays behind", e);
    }
  }
}
