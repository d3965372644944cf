package org.crossview.sirnet.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables in docs/configurations.md are what the shipped files say. */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/configurations.md");

  @Test
  void everySettingIsInTheTablesWithItsValueInBothConfigurations() throws IOException {
    assertThat(column(4)).isEqualTo(settings("full"));
    assertThat(column(5)).isEqualTo(settings("small"));
  }

  /** Keys and what one of the columns after them says. */
  private static Map<String, String> column(int index) throws IOException {
    Map<String, String> column = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.matches("\\| `(network|training|evaluation)\\..*")) {
        String[] cells = line.substring(1).split("\\|");
        column.put(plain(cells[0]), plain(cells[index]));
      }
    }
    return column;
  }

  private static String plain(String cell) {
    return cell.strip().replace("`", "");
  }

  private static Map<String, String> settings(String name) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : Configuration.load(name).text().lines().toList()) {
      String[] parts = line.split(" = ");
      settings.put(parts[0], parts[1]);
    }
    return settings;
  }
}
