package org.crossview.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.crossview.cli.Home;
import org.junit.jupiter.api.Test;

/** The index of the decision records keeps up with them. */
class DecisionIndexTest {
  private static final Path RECORDS = Home.folder().resolve("docs/adr");

  @Test
  void everyRecordHasOneRowWithItsNumberItsTitleAndItsFile() throws IOException {
    List<String> rows =
        Files.readAllLines(RECORDS.resolve("README.md")).stream()
            .filter(line -> line.matches("\\| \\d+ .*"))
            .toList();
    List<String> expected;
    try (Stream<Path> files = Files.list(RECORDS)) {
      expected =
          files.filter(file -> !file.endsWith("README.md")).map(DecisionIndexTest::row).toList();
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** What the first line of a record, such as "# 13. Title", and its name "0013-..." make. */
  private static String row(Path record) {
    String name = record.getFileName().toString();
    int number = Integer.parseInt(name.substring(0, name.indexOf('-')));
    try {
      String heading = Files.readAllLines(record).getFirst();
      assertThat(heading).as(name).startsWith("# " + number + ". ");
      String title = heading.substring(heading.indexOf('.') + 2);
      return "| %d | [%s](%s) |".formatted(number, title, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
