package org.crossview.preprocessing.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.model.ModelVersion;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessingApplicationTest {
  @TempDir private Path model;

  @Test
  void aBrokerThatWantsTlsIsAskedForItsTopicsWithTls() throws IOException {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(PreprocessingSettings.class)
            .withMapping(InputSettings.class)
            .withDefaultValue("kafka.bootstrap.servers", "127.0.0.1:1")
            .withDefaultValue("kafka.security.protocol", "SSL")
            .withDefaultValue("kafka.ssl.truststore.location", "/no/such/trust.p12")
            .build();
    Files.writeString(model.resolve("saved_model.pb"), "a model for the tests");
    new ModelDescription(ModelVersion.of(model), 64, 256, 64, 256, true, 1, 4, 1, 4).write(model);

    // A client that does not get the settings is made without looking for the file.
    assertThatThrownBy(
            () ->
                new PreprocessingApplication(
                    config.getConfigMapping(PreprocessingSettings.class),
                    config.getConfigMapping(InputSettings.class),
                    model,
                    config,
                    new SimpleMeterRegistry(),
                    new Readiness(),
                    new Liveness()))
        .isInstanceOf(KafkaException.class)
        .hasStackTraceContaining("/no/such/trust.p12");
  }
}
