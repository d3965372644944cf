package org.crossview.imaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real pairs, which is not part of the repository. */
public final class RealPairs {
  private RealPairs() {}

  /** The folder; skips the test where it is absent. */
  public static Path folder() {
    Path folder = configured();
    assumeTrue(
        Files.isRegularFile(folder.resolve("pairs.csv")),
        () ->
            "Skipped: there are no real pairs at %s; name their folder in CROSSVIEW_REAL_PAIRS"
                .formatted(folder));
    return folder;
  }

  static byte[] read(String file) throws IOException {
    return Files.readAllBytes(folder().resolve(file));
  }

  private static Path configured() {
    String setting = System.getenv("CROSSVIEW_REAL_PAIRS");
    if (setting != null) {
      return Path.of(setting);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return root.resolve("../shared/data/real-pairs").normalize();
  }
}
