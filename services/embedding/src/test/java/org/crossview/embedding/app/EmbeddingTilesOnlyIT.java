package org.crossview.embedding.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.crossview.core.model.ModelDescription;
import org.crossview.local.KafkaRecords;
import org.crossview.local.LocalKafka;
import org.crossview.local.ServiceProcess;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as it fills the gallery of a new model beside the one in service. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddingTilesOnlyIT {
  @TempDir private Path logs;

  @Test
  void itEmbedsEveryTileAndLeavesThePanoramasToTheOthers() throws Exception {
    ModelDescription model = ModelDescription.load(EmbeddingServiceIT.MODEL);
    EmbeddingSamples samples = new EmbeddingSamples(model);
    try (LocalKafka kafka = LocalKafka.start();
        KafkaRecords records = new KafkaRecords(kafka.bootstrapServers())) {
      TopicLayout.of(2, 1).createMissing(records.admin());
      byte[] vehicle = "vehicle-1".getBytes(StandardCharsets.UTF_8);
      records.send(Topics.PANORAMAS_PREPARED, vehicle, samples.panorama("p", 1, 0).toByteArray());
      for (int i = 0; i < 5; i++) {
        byte[] tile = ("t" + i).getBytes(StandardCharsets.UTF_8);
        records.send(Topics.TILES_PREPARED, tile, samples.tile("t" + i, i).toByteArray());
      }
      records.flush();

      try (ServiceProcess service =
          EmbeddingServiceIT.start(kafka, logs, Map.of("CROSSVIEW_EMBEDDING_INPUTS", "tiles"))) {
        service.awaitReady(Duration.ofMinutes(3), waiting -> {});
        records.awaitProcessed(
            "embedding-tiles-" + model.version(), Duration.ofMinutes(1), Topics.TILES_PREPARED);
      }

      assertThat(records.count(Topics.TILES_EMBEDDED)).isEqualTo(5);
      assertThat(records.count(Topics.PANORAMAS_EMBEDDED)).isZero();
      assertThat(
              records
                  .admin()
                  .listConsumerGroupOffsets("embedding")
                  .partitionsToOffsetAndMetadata()
                  .get())
          .isEmpty();
    }
  }
}
