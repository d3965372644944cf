package org.crossview.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names, which is Maven's. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    // Classes in a folder, as in an IDE and in unit tests, have no manifest.
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"crossview " + version};
  }
}
