package org.crossview.halting.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaltingApplicationTest {
  @TempDir private Path folder;

  @Test
  void aBrokerThatWantsTlsIsAskedForItsTopicsWithTls() throws IOException {
    SmallRyeConfig config =
        config(
            Map.of(
                "kafka.security.protocol", "SSL",
                "kafka.ssl.truststore.location", "/no/such/trust.p12"));

    // A client that does not get the settings is made without looking for the file.
    assertThatThrownBy(() -> application(config))
        .isInstanceOf(KafkaException.class)
        .hasStackTraceContaining("/no/such/trust.p12");
  }

  @Test
  void theFolderOfARunGoesWithIt() throws IOException {
    SmallRyeConfig config = config(Map.of());
    Path state =
        Files.createDirectories(Path.of(config.getValue("kafka-streams.state.dir", String.class)));

    stop(application(config));

    assertThat(state).hasParentRaw(folder).doesNotExist();
  }

  @Test
  void aStateFolderThatTheOperatorNamesSurvivesTheStopWhicheverSettingNamesIt() throws IOException {
    Path named = Files.createDirectories(folder.resolve("named"));
    for (String setting : new String[] {"kafka-streams.state.dir", "crossview.state.dir"}) {
      SmallRyeConfig config = config(Map.of(setting, named.toString()));

      stop(application(config));

      assertThat(Path.of(config.getValue("kafka-streams.state.dir", String.class)))
          .as(setting)
          .isEqualTo(named)
          .exists();
    }
  }

  private static void stop(HaltingApplication application) {
    application.onStop(new ShutdownEvent());
    application.afterStop(new ShutdownEvent());
  }

  private static HaltingApplication application(SmallRyeConfig config) {
    return new HaltingApplication(
        config.getConfigMapping(HaltingSettings.class),
        1,
        config,
        Path.of(config.getValue("crossview.state.temporary", String.class)),
        new SimpleMeterRegistry(),
        new Readiness(),
        new Liveness());
  }

  /** The service's own settings, and above them what an operator sets. */
  private SmallRyeConfig config(Map<String, String> byHand) throws IOException {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withMapping(HaltingSettings.class)
        .withSources(
            new PropertiesConfigSource(
                HaltingApplication.class.getResource("/application.properties"), 250),
            new PropertiesConfigSource(byHand, "by hand", 300))
        .withDefaultValue("java.io.tmpdir", folder.toString())
        .withDefaultValue("quarkus.uuid", "of-this-run")
        .withDefaultValue("kafka.bootstrap.servers", "127.0.0.1:1")
        .withConverter(Duration.class, 200, new DurationConverter())
        .build();
  }
}
