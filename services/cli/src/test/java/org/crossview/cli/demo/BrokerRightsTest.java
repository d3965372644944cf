package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.crossview.cli.Home;
import org.junit.jupiter.api.Test;

class BrokerRightsTest {
  private static final Pattern NAME = Pattern.compile("`([^`*]+)\\*?`");

  @Test
  void theGuideListsTheRightsThatTheChainIsTestedWith() throws IOException {
    Map<String, BrokerRights> inGuide = new HashMap<>();
    for (String line : Files.readAllLines(Home.folder().resolve("docs/running.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 8 && BrokerRights.OF_SERVICES.containsKey(cells[1].strip())) {
        inGuide.put(
            cells[1].strip(),
            new BrokerRights(
                names(cells[2]),
                names(cells[3]),
                names(cells[4]),
                names(cells[6]),
                names(cells[5])));
      }
    }
    assertThat(inGuide).isEqualTo(BrokerRights.OF_SERVICES);
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map((MatchResult m) -> m.group(1)).toList();
  }
}
