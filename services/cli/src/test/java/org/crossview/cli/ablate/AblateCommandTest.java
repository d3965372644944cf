package org.crossview.cli.ablate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command refuses before it trains anything. */
class AblateCommandTest {
  @TempDir private Path folder;

  @Test
  void aFileInThePlaceOfTheAblationIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("out"), "a file");

    CommandRun run = CommandRun.of("ablate", "table4", "--out=" + file);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors())
        .hasLineCount(1)
        .contains("--out " + file + " cannot be made: name another folder");
  }

  @Test
  void aListThatCannotBeUsedEndsTheCommandWithOneLine() throws Exception {
    Path list =
        Files.writeString(folder.resolve("list.yaml"), "include: [table4]\ndata: {seed: 1}\n");

    CommandRun run = CommandRun.of("ablate", list.toString(), "--out=" + folder.resolve("out"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors()).hasLineCount(1).contains(list + ": data.towns is missing");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
