package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.crossview.cli.CommandRun;
import org.crossview.cli.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --look-alikes}: which pairs stand next to each other, and what is refused. */
class TrainLookAlikesTest {
  @TempDir private Path folder;

  @Test
  void lookAlikesAreFoundOnceAndAnotherModelForThemIsRefused() throws IOException {
    Path model = folder.resolve("model");
    String version = TestModels.untrained(model).version();
    CommandRun run = train(tiny(model, "--steps 1"));

    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isZero();
    List<String> order = Files.readAllLines(folder.resolve("run/look-alikes.txt"));
    assertThat(order.getFirst()).isEqualTo(version);
    assertThat(order.subList(1, 25).stream().map(Integer::valueOf))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 24).boxed().toList())
        .isNotEqualTo(IntStream.range(0, 24).boxed().toList());

    Path other = folder.resolve("other");
    TestModels.untrained(other, 2);
    CommandRun changed = train(tiny(other, "--steps 2"));

    assertThat(changed.code()).isNotZero();
    assertThat(changed.errors())
        .hasLineCount(1)
        .contains("holds a run with other 'order' (look-alikes of model " + version);
  }

  @Test
  void lookAlikesWithinRunsOfPairsStayInTheirRun() throws IOException {
    Path model = folder.resolve("model");
    TestModels.untrained(model);

    CommandRun run = train(tiny(model, "--look-alikes-within 12 --steps 1"));

    assertThat(run.errors()).isEmpty();
    List<Integer> order =
        Files.readAllLines(folder.resolve("run/look-alikes.txt")).stream()
            .skip(1)
            .map(Integer::valueOf)
            .toList();
    List<Integer> asPlanned = IntStream.range(0, 24).boxed().toList();
    assertThat(order).isNotEqualTo(asPlanned);
    assertThat(order.subList(0, 12)).containsExactlyInAnyOrderElementsOf(asPlanned.subList(0, 12));
    assertThat(order.subList(12, 24))
        .containsExactlyInAnyOrderElementsOf(asPlanned.subList(12, 24));
  }

  @Test
  void runsOfLookAlikesThatABlockMixesAgainAreWarnedOf() {
    Path model = folder.resolve("model");
    TestModels.untrained(model);

    CommandRun run = train(tiny(model, "--look-alikes-within 12 --block 12 --steps 1"));

    assertThat(run.code()).isZero();
    assertThat(run.errors())
        .hasLineCount(1)
        .startsWith("warning: --look-alikes-within 12 decides nothing with --block 12");
  }

  @Test
  void runsOfLookAlikesNeedAModelAndTwoPairsAtLeast() {
    CommandRun alone = train("--look-alikes-within", "64");
    CommandRun one = train("--look-alikes", "MODEL", "--look-alikes-within", "1");

    assertThat(alone.code()).isNotZero();
    assertThat(alone.errors())
        .hasLineCount(1)
        .contains("--look-alikes-within needs --look-alikes MODEL");
    assertThat(one.code()).isNotZero();
    assertThat(one.errors()).hasLineCount(1).contains("--look-alikes-within 1: at least 2 pairs");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void lookAlikesNeedAModelOfTheSameInputBeforeAnythingIsRendered() {
    TestModels.untrained(folder.resolve("model"));

    CommandRun none = train("--look-alikes", folder.resolve("none").toString());
    CommandRun small = train("--look-alikes", folder.resolve("model").toString());

    assertThat(none.code()).isNotZero();
    assertThat(none.errors()).hasLineCount(1).contains(folder.resolve("none").toString());
    assertThat(small.code()).isNotZero();
    assertThat(small.errors())
        .hasLineCount(1)
        .contains("takes tiles of 64 x 128, the network to be trained 64 x 256");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  /** Options of a run of seconds on 24 pairs. */
  private String[] tiny(Path model, String more) {
    return ("--cache %s --input 64x128 --set network.refinement=none --set network.steps=1 --width 0.0625 --towns 1"
            + " --pairs 24 --validation-pairs 4 --batch 4 --group 4 --column-weight 0 --threads 1"
            + " --render-threads 1 --look-alikes %s %s")
        .formatted(folder.resolve("cache"), model, more)
        .split(" ");
  }

  private CommandRun train(String... options) {
    return CommandRun.of(List.of("train", "--out", folder.resolve("run").toString()), options);
  }
}
