package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crossview.imaging.Projection;
import org.crossview.imaging.folder.CentreColumn;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.imaging.folder.PairsRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsSceneTest {
  private static final int PANORAMAS = 9;
  @TempDir private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createFile(folder.resolve("tile.jpg"));
    List<PairsRow> rows = new ArrayList<>();
    for (int i = 0; i < PANORAMAS; i++) {
      String panorama = "p%d.jpg".formatted(i);
      Files.createFile(folder.resolve(panorama));
      rows.add(
          new PairsRow(
              panorama,
              Optional.of(panorama),
              "tile.jpg",
              Optional.empty(),
              OptionalDouble.empty(),
              Projection.EQUIRECTANGULAR.code(),
              CentreColumn.NORTH));
    }
    PairsFolder.write(folder, rows);
  }

  @Test
  void withoutAnEndEveryPanoramaIsSentOnce() {
    PairsScene scene = PairsScene.open(folder, 2, 1, Double.POSITIVE_INFINITY);
    assertThat(scene.shots()).isEqualTo(PANORAMAS);
  }

  @Test
  void nothingIsSentAfterTheSecondsThatWereAskedFor() {
    PairsScene scene = PairsScene.open(folder, 2, 1.5, 2);
    assertThat(scene.shots()).isEqualTo(6);
    assertThat(scene.secondsOf(5)).isLessThan(2);
    assertThat(scene.secondsOf(6)).isEqualTo(2);
    assertThat(scene.shot(5).id()).isEqualTo(PairsScene.open(folder, 2, 1.5, 99).shot(5).id());
  }

  @Test
  void noMoreAreSentThanThereAreAndEachVehicleSendsOne() {
    assertThat(PairsScene.open(folder, 2, 1, 60).shots()).isEqualTo(PANORAMAS);
    assertThat(PairsScene.open(folder, 2, 1, .01).shots()).isEqualTo(2);
  }
}
