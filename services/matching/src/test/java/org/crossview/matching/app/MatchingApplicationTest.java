package org.crossview.matching.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.junit.jupiter.api.Test;

class MatchingApplicationTest {
  @Test
  void aBrokerThatWantsTlsIsAskedForItsTopicsWithTls() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MatchingSettings.class)
            .withDefaultValue("kafka.bootstrap.servers", "127.0.0.1:1")
            .withDefaultValue("kafka.security.protocol", "SSL")
            .withDefaultValue("kafka.ssl.truststore.location", "/no/such/trust.p12")
            .withConverter(Duration.class, 200, new DurationConverter())
            .build();

    // A client that does not get the settings is made without looking for the file.
    assertThatThrownBy(
            () ->
                new MatchingApplication(
                    config.getConfigMapping(MatchingSettings.class),
                    config,
                    Path.of("state"),
                    Optional.empty(),
                    new SimpleMeterRegistry(),
                    new Readiness(),
                    new Liveness()))
        .isInstanceOf(KafkaException.class)
        .hasStackTraceContaining("/no/such/trust.p12");
  }
}
