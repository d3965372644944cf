package org.crossview.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.cli.terminal.UserErrorException;

/** Finds what belongs to this checkout: the packaged services and the shipped model. */
public final class Home {
  private static final String SHIPPED_MODEL = "services/sirnet/models/small";

  private Home() {}

  /** The root of the checkout: the system property {@code crossview.home}, else found upwards. */
  public static Path folder() {
    String home = System.getProperty("crossview.home");
    if (home != null) {
      return Path.of(home);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new UserErrorException(
        "no Crossview checkout at or above "
            + Path.of("").toAbsolutePath()
            + "; start the command with the checkout's own ./crossview");
  }

  /** The packaged application of a service. */
  public static Path serviceJar(String service) {
    return folder().resolve("services/" + service + "/target/quarkus-app/quarkus-run.jar");
  }

  /** The model that ships with the project. */
  public static Path shippedModel() {
    return folder().resolve(SHIPPED_MODEL);
  }
}
