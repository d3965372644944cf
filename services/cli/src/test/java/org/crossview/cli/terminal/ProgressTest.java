package org.crossview.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void withoutATerminalTheNoteIsOnALineOfItsOwnAndNotOnEveryStep() {
    try (Progress progress = Progress.startNoted("training", "steps", 50, 20, out, false)) {
      progress.stepTo(21, "loss 1.000");
      progress.say("validation at step 21");
      progress.stepTo(22, "loss 0.900");
    }
    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("validation at step 21", "training: 22 of 50 (44 %), 0 s, loss 0.900");
  }

  @Test
  void whatIsDoneInBatchesIsCountedByBatches() {
    try (Progress progress = Progress.startNoted("comparing", "queries", 100, 10, out, false)) {
      progress.step(64);
      progress.step();
      progress.stepTo(80, "r@1 50 %");
      progress.step(20);
    }
    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("comparing: 100 of 100 (100 %), 0 s, r@1 50 %");
  }
}
