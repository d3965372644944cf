package org.crossview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the top of the checkout, as far as it goes without building anything. */
class LauncherTest {
  private record Run(int code, String output) {}

  @Test
  void helpNamesEveryCommandAndNeedsNoJdk() throws Exception {
    Run run = crossview(Map.of("PATH", "/usr/bin:/bin", "CROSSVIEW_JDKS", "/nowhere"), "--help");
    assertThat(run.code()).isZero();
    for (String command : Crossview.commandLine().getSubcommands().keySet()) {
      assertThat(run.output()).contains("  " + command + " ");
    }
    assertThat(run.output()).contains("  verify ");
  }

  @Test
  void anUnknownCommandIsNamedAndHasTheExitCodeOfWrongArguments() throws Exception {
    Run run = crossview(Map.of(), "fly");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("unknown command: fly", "demo", "verify");
  }

  @Test
  void withoutACommandTheUsageIsShownAndTheExitCodeIsNotZero() throws Exception {
    Run run = crossview(Map.of());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output()).contains("Usage: ./crossview COMMAND");
  }

  @Test
  void aMissingJdkIsSaidWithTheWayToGetOne(@TempDir Path tools) throws Exception {
    // A PATH with all that the script calls, and no java.
    for (String tool : List.of("cat", "dirname", "head", "readlink", "sed")) {
      Path script = tools.resolve(tool);
      script(script, "exec /usr/bin/" + tool + " \"$@\"\n");
    }
    Run run =
        crossview(
            Map.of(
                "PATH", tools.toString(), "JAVA_HOME", "/nowhere", "CROSSVIEW_JDKS", "/nowhere/*"),
            "town",
            "--help");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output())
        .contains("a JDK 25 or newer is needed, and none was found")
        .contains("adoptium.net")
        .contains("JAVA_HOME");
  }

  @Test
  void anotherTensorFlowIsBuiltOnceAndToldToMaven(@TempDir Path checkout) throws Exception {
    Path script = standIns(checkout);
    String jdk = checkout.resolve("jdk").toString();
    Map<String, String> plain = Map.of("JAVA_HOME", jdk, "CROSSVIEW_TENSORFLOW", "");
    Map<String, String> gpu = Map.of("JAVA_HOME", jdk, "CROSSVIEW_TENSORFLOW", "linux-x86_64-gpu");

    for (Map<String, String> environment : List.of(plain, plain, gpu, gpu)) {
      Run run = run(script, environment, "version");
      assertThat(run.code()).as(run.output()).isZero();
    }

    assertThat(Files.readAllLines(checkout.resolve("built")))
        .containsExactly(
            "-B -pl services/cli -am package -Dmaven.test.skip=true",
            "-B -Dtensorflow.classifier=linux-x86_64-gpu -pl services/cli -am package"
                + " -Dmaven.test.skip=true");
  }

  @Test
  void everyCommandAndTheVersionReachJavaInWordsThatItKnows(@TempDir Path checkout)
      throws Exception {
    Path script = standIns(checkout);
    Map<String, String> environment = Map.of("JAVA_HOME", checkout.resolve("jdk").toString());
    List<List<String>> calls =
        new ArrayList<>(List.of(List.of("version"), List.of("--version"), List.of("-V")));
    Crossview.commandLine()
        .getSubcommands()
        .keySet()
        .forEach(command -> calls.add(List.of(command, "--help")));

    for (List<String> call : calls) {
      Run run = run(script, environment, call.toArray(String[]::new));
      assertThat(run.code()).as(run.output()).isZero();
      String started = Files.readAllLines(checkout.resolve("started")).getLast();
      CommandRun answer = CommandRun.of(started.replaceFirst(".*\\.jar ", "").split(" ", -1));
      assertThat(answer.code()).as(answer.errors()).isZero();
      assertThat(answer.out()).contains("crossview " + (call.size() == 1 ? "" : call.getFirst()));
    }
  }

  /**
   * A checkout of the launcher alone, with scripts that stand for Maven and for Java: the launcher
   * looks for what Maven has made, and starts it. They note their arguments in {@code built} and
   * {@code started}.
   */
  private static Path standIns(Path checkout) throws IOException {
    script(
        checkout.resolve("mvnw"),
        """
        echo "$@" >>%s
        mkdir -p services/cli/target/crossview-cli
        : >services/cli/target/crossview-cli/crossview-cli.jar
        """
            .formatted(checkout.resolve("built")));
    Path jdk = checkout.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    script(jdk.resolve("bin/java"), "echo \"$@\" >>%s\n".formatted(checkout.resolve("started")));
    script(jdk.resolve("bin/javac"), "exit 0\n");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    return Files.copy(Home.folder().resolve("crossview"), checkout.resolve("crossview"));
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Run crossview(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(Home.folder().resolve("crossview"), environment, arguments);
  }

  private static Run run(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(script.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}
