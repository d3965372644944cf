package org.crossview.embedding.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.crossview.sirnet.serving.DeviceChoice;
import org.junit.jupiter.api.Test;

class EmbeddingSettingsTest {
  @Test
  void withoutAnySettingTheDefaultsAreValid() {
    EmbeddingSettings settings = settings(Map.of());
    assertThat(settings.batchSettings().maxSize()).isEqualTo(16);
    assertThat(settings.batchSettings().linger()).isEqualTo(Duration.ofMillis(5));
    assertThat(settings.inputs()).isEqualTo(EmbeddingInputs.BOTH);
    assertThat(settings.device()).isEqualTo(DeviceChoice.AUTO);
    assertThat(settings.inferenceThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void whatIsSetIsTaken() {
    EmbeddingSettings settings =
        settings(
            Map.of(
                "crossview.embedding.batch.max-size", "64",
                "crossview.embedding.batch.linger", "20ms",
                "crossview.embedding.inputs", "tiles",
                "crossview.embedding.device", "gpu",
                "crossview.embedding.threads", "3"));
    assertThat(settings.batchSettings().maxSize()).isEqualTo(64);
    assertThat(settings.batchSettings().linger()).isEqualTo(Duration.ofMillis(20));
    assertThat(settings.inputs()).isEqualTo(EmbeddingInputs.TILES);
    assertThat(settings.device()).isEqualTo(DeviceChoice.GPU);
    assertThat(settings.inferenceThreads()).isEqualTo(3);
  }

  @Test
  void aWrongSettingIsNamedWithItsValueAndWhatIsAllowed() {
    assertThatThrownBy(
            () -> settings(Map.of("crossview.embedding.batch.max-size", "0")).batchSettings())
        .hasMessageContaining("crossview.embedding.batch.max-size is 0")
        .hasMessageContaining("1 to 1024");
    assertThatThrownBy(
            () -> settings(Map.of("crossview.embedding.batch.linger", "-1ms")).batchSettings())
        .hasMessageContaining("crossview.embedding.batch.linger");
    assertThatThrownBy(
            () -> settings(Map.of("crossview.embedding.threads", "-1")).inferenceThreads())
        .hasMessageContaining("crossview.embedding.threads is -1");
    assertThatThrownBy(() -> settings(Map.of("crossview.embedding.device", "tpu")))
        .hasMessageContaining("crossview.embedding.device")
        .hasMessageContaining("tpu")
        .hasMessageContaining("gpu");
    assertThatThrownBy(() -> settings(Map.of("crossview.embedding.inputs", "panoramas")))
        .hasMessageContaining("crossview.embedding.inputs")
        .hasMessageContaining("panoramas")
        .hasMessageContaining("both")
        .hasMessageContaining("tiles");
  }

  @Test
  void whoTakesTilesOnlySharesThemWithItsOwnModelAlone() {
    assertThat(EmbeddingInputs.BOTH.groupId("0123456789ab")).isEqualTo("embedding");
    assertThat(EmbeddingInputs.TILES.groupId("0123456789ab"))
        .isEqualTo("embedding-tiles-0123456789ab");
  }

  private static EmbeddingSettings settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(EmbeddingSettings.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .withConverter(
            Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
        .build()
        .getConfigMapping(EmbeddingSettings.class);
  }
}
