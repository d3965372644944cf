package org.crossview.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real photographs, which are not part of the repository. */
public final class RealPairs {
  private RealPairs() {}

  /** The folder; a test that asks for it is skipped where it is absent. */
  public static Path folder() {
    String named = System.getenv("CROSSVIEW_REAL_PAIRS");
    Path folder =
        named == null ? Home.folder().resolve("../shared/data/real-pairs") : Path.of(named);
    Assumptions.assumeTrue(
        Files.isRegularFile(folder.resolve("pairs.csv")),
        "no real pairs in " + folder + "; name their folder in CROSSVIEW_REAL_PAIRS");
    return folder;
  }
}
