package org.crossview.stage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @Test
  void theFolderGoesWithAllThatIsInItAndNothingElse(@TempDir Path parent) throws Exception {
    Path folder =
        Files.createDirectories(parent.resolve("state").resolve("0_1").resolve("rocksdb"));
    Files.writeString(folder.resolve("CURRENT"), "x");
    Path neighbour = Files.writeString(parent.resolve("neighbour"), "y");

    new StateFolder(parent.resolve("state")).deleteTemporary();
    new StateFolder(parent.resolve("never-was")).deleteTemporary();

    assertThat(parent).isDirectoryContaining(neighbour::equals);
    assertThat(parent.resolve("state")).doesNotExist();
  }
}
