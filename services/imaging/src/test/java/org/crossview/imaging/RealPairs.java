package org.crossview.imaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of real pairs, which is not part of the repository: the one that the environment
 * variable CROSSVIEW_REAL_PAIRS names, else one beside the checkout. The tests of the command line
 * have the same rule in a class of the same name.
 */
public final class RealPairs {
  private static final String BESIDE_THE_CHECKOUT = "../shared/data/real-pairs";

  private RealPairs() {}

  /** The folder; skips the test where there is none. */
  public static Path folder() {
    String named = System.getenv("CROSSVIEW_REAL_PAIRS");
    Path folder =
        named == null ? checkout().resolve(BESIDE_THE_CHECKOUT).normalize() : Path.of(named);
    assumeTrue(
        Files.isRegularFile(folder.resolve("pairs.csv")),
        () ->
            "skipped: %s holds no real pairs; name their folder in CROSSVIEW_REAL_PAIRS"
                .formatted(folder));
    return folder;
  }

  static byte[] read(String file) throws IOException {
    return Files.readAllBytes(folder().resolve(file));
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
