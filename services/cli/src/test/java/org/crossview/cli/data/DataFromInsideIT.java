package org.crossview.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.cli.Crossview;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets named from inside their folder; a process stands in one folder all its life. */
class DataFromInsideIT {
  @TempDir private Path root;

  @BeforeEach
  void writeData() throws Exception {
    TinyData.cvusa(root, 2, 2);
    TinyData.cvact(root, 2, 50);
    Files.writeString(
        root.resolve("pairs.csv"),
        """
        id,ground,aerial,lat,lon,heading_deg,projection,centre_column
        1,streetview/panos/0000001.jpg,bingmap/19/0000001.jpg,,,,strip-360x65,north
        2,streetview/panos/0000002.jpg,streetview/../bingmap/19/0000002.jpg,,,,strip-360x65,north
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pairs:.", "pairs:./", "pairs:splits/..", "cvusa:.", "cvact-val:."})
  void theFolderOneStandsInIsADataSetLikeAnyOther(String data) throws Exception {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Crossview.class.getName(),
                "data",
                data)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .contains("2 panoramas named, 2 there with a right tile; 2 tiles; 0 images missing");
    assertThat(command.waitFor()).isZero();
  }
}
