package org.crossview.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir Path folder;

  @Test
  void closingEndsTheProcess() {
    ChildProcess child = sleeper(folder);
    long pid = child.pid();
    assertThat(isAlive(pid)).isTrue();
    child.close();
    assertThat(isAlive(pid)).isFalse();
  }

  @Test
  void aProcessThatIgnoresTheRequestToStopIsKilled() throws Exception {
    ChildProcess child =
        ChildProcess.start(
            "stubborn",
            List.of("/bin/sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.1; done"),
            Map.of(),
            folder,
            folder.resolve("stubborn.log"));
    while (!child.logTail().contains("up")) {
      Thread.sleep(10);
    }
    child.close();
    assertThat(isAlive(child.pid())).isFalse();
  }

  @Test
  void theProcessEndsWhenItsStarterIsTerminated() throws Exception {
    endsWithItsStarter(false);
  }

  @Test
  void theProcessEndsWhenItsStarterIsKilledOutright() throws Exception {
    endsWithItsStarter(true);
  }

  @Test
  void aCommandThatDoesNotExistIsNamedInTheError() {
    assertThatThrownBy(
            () ->
                ChildProcess.start(
                    "ghost", List.of("/no/such/command"), Map.of(), folder, folder.resolve("log")))
        .hasMessageContaining("ghost")
        .hasMessageContaining("/no/such/command");
  }

  private void endsWithItsStarter(boolean kill) throws Exception {
    Process starter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(starter.getInputStream(), StandardCharsets.UTF_8))) {
      long child = Long.parseLong(out.readLine());
      assertThat(isAlive(child)).isTrue();
      if (kill) {
        starter.destroyForcibly();
      } else {
        starter.destroy();
      }
      assertThat(starter.waitFor(20, TimeUnit.SECONDS)).isTrue();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (isAlive(child) && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
      assertThat(isAlive(child)).isFalse();
    }
  }

  /** Starts a process that would live for an hour, says its id and waits. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println(sleeper(Path.of(arguments[0])).pid());
      Thread.sleep(3_600_000);
    }
  }

  private static ChildProcess sleeper(Path folder) {
    return ChildProcess.start(
        "sleeper", List.of("sleep", "3600"), Map.of(), folder, folder.resolve("sleeper.log"));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
