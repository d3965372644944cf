package org.crossview.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.crossview.core.rejection.RejectionReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The guide to topics and messages keeps up with the code. */
class MessagesGuideTest {
  private static String guide;

  @BeforeAll
  static void read() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    guide = Files.readString(root.resolve("docs").resolve("messages.md"));
  }

  @Test
  void everyTopicHasItsRow() {
    assertThat(Topics.ALL).allSatisfy(topic -> assertThat(guide).contains("| `" + topic + "` | `"));
  }

  @Test
  void everyReasonCodeHasItsRemedy() {
    assertThat(Arrays.stream(RejectionReason.values()).map(RejectionReason::code))
        .allSatisfy(code -> assertThat(guide).contains("| `" + code + "` | "));
  }
}
