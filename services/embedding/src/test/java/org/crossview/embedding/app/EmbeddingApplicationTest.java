package org.crossview.embedding.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.crossview.embedding.settings.EmbeddingInputs;
import org.crossview.embedding.settings.EmbeddingSettings;
import org.crossview.sirnet.serving.DeviceChoice;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.junit.jupiter.api.Test;

class EmbeddingApplicationTest {
  private final Readiness readiness = new Readiness();
  private final Liveness liveness = new Liveness();

  @Test
  void tooLittleMemoryForTheModelEndsTheProcessAndNotTheLoadingThreadAlone()
      throws InterruptedException {
    new EmbeddingApplication(
            new NoMemory(),
            Path.of("some-model"),
            new SmallRyeConfigBuilder()
                .withDefaultValue("kafka.bootstrap.servers", "127.0.0.1:1")
                .build(),
            new SimpleMeterRegistry(),
            readiness,
            liveness)
        .start(new StartupEvent());
    for (int i = 0; i < 1_000 && liveness.failure().isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertThat(liveness.failure()).hasValueSatisfying(why -> assertThat(why).contains("planted"));
    assertThat(readiness.conditions().get(EmbeddingApplication.MODEL))
        .contains("some-model")
        .contains("planted");
  }

  /** Settings of which one is asked for by the thread that loads the model. */
  private static final class NoMemory implements EmbeddingSettings {
    @Override
    public Batch batch() {
      return new Batch() {
        @Override
        public int maxSize() {
          return 1;
        }

        @Override
        public Duration linger() {
          return Duration.ZERO;
        }
      };
    }

    @Override
    public EmbeddingInputs inputs() {
      return EmbeddingInputs.BOTH;
    }

    @Override
    public DeviceChoice device() {
      throw new OutOfMemoryError("planted");
    }

    @Override
    public int threads() {
      return 1;
    }
  }
}
