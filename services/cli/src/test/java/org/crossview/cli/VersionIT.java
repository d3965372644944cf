package org.crossview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionIT {
  private static final Pattern PROJECT =
      Pattern.compile("<artifactId>crossview</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void thePackagedCommandSaysTheVersionOfTheProject() throws Exception {
    Matcher project = PROJECT.matcher(Files.readString(Home.folder().resolve("pom.xml")));
    assertThat(project.find()).isTrue();

    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Home.folder()
                    .resolve("services/cli/target/crossview-cli/crossview-cli.jar")
                    .toString(),
                "--version")
            .redirectErrorStream(true)
            .start();
    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(command.waitFor()).isZero();
    assertThat(said.strip()).isEqualTo("crossview " + project.group(1));
  }
}
