package org.crossview.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of real pairs, which is not part of the repository: the one that the environment
 * variable CROSSVIEW_REAL_PAIRS names, else one beside the checkout. The tests of imaging have the
 * same rule in a class of the same name.
 */
public final class RealPairs {
  private static final String BESIDE_THE_CHECKOUT = "../shared/data/real-pairs";

  private RealPairs() {}

  /** The folder; skips the test where there is none. */
  public static Path folder() {
    String named = System.getenv("CROSSVIEW_REAL_PAIRS");
    Path folder =
        named == null ? Home.folder().resolve(BESIDE_THE_CHECKOUT).normalize() : Path.of(named);
    assumeTrue(
        Files.isRegularFile(folder.resolve("pairs.csv")),
        () ->
            "skipped: %s holds no real pairs; name their folder in CROSSVIEW_REAL_PAIRS"
                .formatted(folder));
    return folder;
  }
}
