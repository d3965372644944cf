package org.crossview.cli.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.cli.CommandRun;
import org.crossview.core.image.BgrImage;
import org.crossview.imaging.ImageDecoder;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.folder.PairsFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void theSameOptionsGoOnWhereACallWasInterrupted() throws Exception {
    runTown();
    Path kept = folder.resolve("town/tiles/t6-00003.jpg");
    Path missing = folder.resolve("town/tiles/t6-00011.jpg");
    byte[] picture = Files.readAllBytes(missing);
    interrupt(missing);
    Files.writeString(kept, "kept");

    assertThat(runTown().code()).isZero();
    assertThat(missing).hasBinaryContent(picture);
    assertThat(kept).hasContent("kept");
    assertThat(PairsFolder.read(folder.resolve("town")).panoramas()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--seed=7      | 'seed' (6, now 7)",
        "--tiles=41    | 'tiles' (40, now 41)",
        "--pitch=9     | 'pitch' (10.0, now 9.0)",
        "--width=60    | 'width' (80.0, now 60.0)",
        "--panoramas=2 | 'panoramas' (1, now 2)"
      })
  void otherOptionsDoNotGoOnWithThePicturesOfAnInterruptedCall(String other, String named)
      throws Exception {
    runTown();
    Path missing = folder.resolve("town/tiles/t6-00011.jpg");
    interrupt(missing);

    CommandRun run = runTown(other);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains(named, "name another folder");
    assertThat(missing).doesNotExist();
  }

  @Test
  void picturesOfWhichNothingSaysWhatTheyShowAreNotTaken() throws Exception {
    Files.createDirectories(folder.resolve("town/tiles"));
    CommandRun run = runTown();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors()).contains("no town.properties says of which town");
  }

  @Test
  void panoramasWithoutAWholeStreetAreRefusedBeforeAnythingIsRendered() {
    Path out = folder.resolve("town");
    CommandRun run = run("--seed", "1", "--tiles", "4", "--out", out.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).contains("--tiles 4 cover no whole street", "--panoramas 0");
    assertThat(out).doesNotExist();

    assertThat(
            run("--seed", "1", "--tiles", "4", "--panoramas", "0", "--out", out.toString()).code())
        .isZero();
  }

  /** Leaves a folder as a call does that is killed between two pictures. */
  private void interrupt(Path unwritten) throws IOException {
    Files.delete(folder.resolve("town/pairs.csv"));
    Files.delete(unwritten);
  }

  /** Town 6 with 40 tiles and a panorama; an option that is given is instead of these. */
  private CommandRun runTown(String... others) {
    List<String> options = new ArrayList<>(List.of("--out=" + folder.resolve("town")));
    for (String option : List.of("--seed=6", "--tiles=40", "--panoramas=1")) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (List.of(others).stream().noneMatch(other -> other.startsWith(name))) {
        options.add(option);
      }
    }
    options.addAll(List.of(others));
    return run(options.toArray(String[]::new));
  }

  private static CommandRun run(String... options) {
    return CommandRun.of(List.of("town"), options);
  }
}
