package org.crossview.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void packageAService() throws IOException {
    jar = folder.resolve("quarkus-run.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SlowService.class.getName());
    String entry = SlowService.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out =
            new JarOutputStream(java.nio.file.Files.newOutputStream(jar), manifest);
        var in = SlowService.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      in.transferTo(out);
    }
  }

  @Test
  void itIsWaitedForUntilItIsReadyAndSaysMeanwhileWhatIsMissing() throws Exception {
    List<String> progress = new ArrayList<>();
    try (ServiceProcess service = start(Map.of("READY_AFTER_MS", "1500"))) {
      service.awaitReady(Duration.ofSeconds(60), progress::add);
      assertThat(service.isReady()).isTrue();
      assertThat(service.logTail()).contains("listening");
      assertThat(progress).isNotEmpty().anyMatch(line -> line.contains("gallery is loading"));
    }
  }

  @Test
  void itIsAskedForItsLifeAndItsMetrics() throws Exception {
    try (ServiceProcess service = start(Map.of("READY_AFTER_MS", "600000"))) {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (service.readiness().equals("starting") && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertThat(service.readiness()).isEqualTo("HTTP 503 DOWN: the gallery is loading");
      assertThat(service.isReady()).isFalse();
      assertThat(service.isLive()).isTrue();
      assertThat(service.metrics()).isEqualTo("tiles 3.0\nqueries 4.0\n");

      service.kill();
      assertThat(service.isLive()).isFalse();
      assertThat(service.metrics()).isEmpty();
      assertThat(service.readiness()).isEqualTo("starting");
    }
  }

  @Test
  void itRunsAgainOnItsPortAfterItWasKilled() throws Exception {
    try (ServiceProcess service = start(Map.of())) {
      service.awaitReady(Duration.ofSeconds(60), line -> {});
      long first = service.pid();
      service.kill();
      assertThat(service.isAlive()).isFalse();

      service.startAgain();
      service.awaitReady(Duration.ofSeconds(60), line -> {});

      assertThat(service.pid()).isNotEqualTo(first);
    }
  }

  @Test
  void oneThatEndsIsReportedWithTheEndOfItsLog() {
    try (ServiceProcess service = start(Map.of("FAIL", "no model at /nowhere"))) {
      assertThatThrownBy(() -> service.awaitReady(Duration.ofSeconds(60), line -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("slow ended with exit code 3")
          .hasMessageContaining("no model at /nowhere");
    }
  }

  @Test
  void oneThatIsNeverReadyIsReportedWithItsLastAnswer() {
    try (ServiceProcess service = start(Map.of("READY_AFTER_MS", "600000"))) {
      assertThatThrownBy(() -> service.awaitReady(Duration.ofSeconds(4), line -> {}))
          .hasMessageContaining("slow is not ready after 4 s");
    }
  }

  @Test
  void anArtifactThatWasNotBuiltIsNamed() {
    var settings =
        new ServiceProcess.Settings(
            "ghost", folder.resolve("none.jar"), List.of(), Map.of(), folder);
    assertThatThrownBy(() -> ServiceProcess.start(settings))
        .hasMessageContaining("ghost is not built")
        .hasMessageContaining("none.jar");
  }

  private ServiceProcess start(Map<String, String> environment) {
    return ServiceProcess.start(
        new ServiceProcess.Settings("slow", jar, List.of("-Xmx64m"), environment, folder));
  }

  /** Stands for a packaged service: health on the port it is told, ready after a while. */
  static final class SlowService {
    private SlowService() {}

    public static void main(String[] arguments) throws IOException {
      String fail = System.getenv("FAIL");
      if (fail != null) {
        System.out.println(fail);
        System.exit(3);
      }
      long ready =
          System.nanoTime()
              + 1_000_000 * Long.parseLong(System.getenv().getOrDefault("READY_AFTER_MS", "0"));
      int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/q/health/ready",
          exchange -> {
            boolean up = System.nanoTime() >= ready;
            answer(exchange, up ? 200 : 503, up ? "UP" : "DOWN:\n  the gallery is loading");
          });
      server.createContext("/q/health/live", exchange -> answer(exchange, 200, "UP"));
      server.createContext(
          "/q/metrics", exchange -> answer(exchange, 200, "tiles 3.0\nqueries 4.0\n"));
      server.start();
      System.out.println("listening");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }
  }
}
