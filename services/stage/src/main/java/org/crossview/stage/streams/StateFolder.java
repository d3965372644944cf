package org.crossview.stage.streams;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder of state stores on disk that one run makes for itself: a copy of the changelog topics.
 * A folder that the operator names is not this one, and stays.
 */
public final class StateFolder {
  /** Priority of an observer of the shutdown that comes after the one that stops Kafka Streams. */
  public static final int AFTER_KAFKA_STREAMS = 4_000;

  private static final System.Logger LOG = System.getLogger(StateFolder.class.getName());

  private final Path temporary;

  /**
   * @param temporary folder of this run alone; it need not exist
   */
  public StateFolder(Path temporary) {
    this.temporary = temporary;
  }

  /**
   * Deletes the folder with all that is in it, where it was made. What cannot be deleted stays, and
   * is named in the log: the next start does not look at it.
   */
  public void deleteTemporary() {
    if (!Files.exists(temporary)) {
      return;
    }
    try {
      Files.walkFileTree(
          temporary,
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
      LOG.log(System.Logger.Level.WARNING, "The state folder " + temporary + " stays behind", e);
    }
  }
}
