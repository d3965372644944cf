package org.crossview.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void writeAFile() throws IOException {
    file = Files.writeString(folder.resolve("any.txt"), "before");
  }

  @Test
  void whileAFileIsWrittenTheOneThereWasIsThere() throws IOException {
    WholeFile.write(
        file,
        fresh -> {
          Files.writeString(fresh, "half");
          assertThat(file).hasContent("before");
          Files.writeString(fresh, "after");
        });

    assertThat(file).hasContent("after");
    assertThat(folder.toFile().list()).containsExactly("any.txt");
  }

  @Test
  void aFileThatCannotBeWrittenToItsEndLeavesTheOneThereWas() {
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    fresh -> {
                      Files.writeString(fresh, "half");
                      throw new IOException("no space");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no space");

    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("any.txt");
  }
}
