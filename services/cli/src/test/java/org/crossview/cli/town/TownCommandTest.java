package org.crossview.cli.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.cli.CommandRun;
import org.crossview.core.image.BgrImage;
import org.crossview.imaging.ImageDecoder;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.folder.PairsFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TownCommandTest {
  @TempDir Path folder;

  @Test
  void aTownIsAPlainFolderOfItsTilesAndPanoramas() throws Exception {
    Path out = folder.resolve("town");
    assertThat(
            run("--seed", "5", "--tiles", "12", "--panoramas", "3", "--out", out.toString()).code())
        .isZero();

    PairsFolder read = PairsFolder.read(out);
    assertThat(read.tiles()).hasSize(12).allMatch(t -> t.position().isPresent());
    assertThat(read.panoramas()).hasSize(3).allMatch(p -> p.headingDegrees().isPresent());
    BgrImage panorama =
        ImageDecoder.decode(
            Files.readAllBytes(read.panoramas().getFirst().file()), ImageLimits.DEFAULTS);
    assertThat(panorama.height()).isEqualTo(512);
    assertThat(panorama.width()).isEqualTo(1024);
  }

  @Test
  void theSameSeedGivesTheSameFiles() throws Exception {
    run("--seed", "6", "--tiles", "12", "--panoramas", "1", "--out", folder + "/a");
    run("--seed", "6", "--tiles", "12", "--panoramas", "1", "--out", folder + "/b");
    for (String file : new String[] {"pairs.csv", "panoramas/p00000.jpg", "tiles/t6-00003.jpg"}) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
  }

  @Test
  void aFolderThatHoldsOneIsNotOverwritten() throws Exception {
    Files.writeString(folder.resolve("pairs.csv"), "mine");
    CommandRun run = run("--seed", "1", "--tiles", "5", "--out", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors()).contains("already holds a pairs.csv").doesNotContain("\tat ");
    assertThat(folder.resolve("pairs.csv")).hasContent("mine");
  }

  @Test
  void aTownTooSmallIsRefusedInOneLine() {
    CommandRun run = run("--seed", "1", "--tiles", "1", "--out", folder.resolve("x").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("tiles");
  }

  private static CommandRun run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "town";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return CommandRun.of(arguments);
  }
}
