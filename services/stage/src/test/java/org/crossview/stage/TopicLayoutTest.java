package org.crossview.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicLayoutTest {
  private final Map<String, NewTopic> topics =
      new TopicLayout(6, (short) 3, Duration.ofHours(2), Duration.ofDays(3))
          .topics().stream().collect(Collectors.toMap(NewTopic::name, Function.identity()));

  @Test
  void everyTopicHasTheSamePartitionsSoThatAVehicleStaysInItsPartition() {
    assertThat(topics.keySet()).containsExactlyInAnyOrderElementsOf(Topics.ALL);
    assertThat(topics.values())
        .allSatisfy(
            topic -> {
              assertThat(topic.numPartitions()).isEqualTo(6);
              assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            });
  }

  @Test
  void embeddedTilesAreCompactedAndNeverExpire() {
    assertThat(topics.get(Topics.TILES_EMBEDDED).configs())
        .containsEntry("cleanup.policy", "compact")
        .doesNotContainKey("retention.ms");
  }

  @Test
  void aRemovalIsThereForAWriterThatWasAwayForTheEventRetention() {
    for (String topic : new String[] {Topics.TILES_EMBEDDED, Topics.IMPORTS_COMPLETED}) {
      assertThat(topics.get(topic).configs())
          .containsEntry("delete.retention.ms", Long.toString(Duration.ofDays(3).toMillis()));
    }
  }

  @Test
  void imagesAreKeptForTheImageRetentionAndTheirSegmentsCloseWithinIt() {
    for (String topic :
        new String[] {
          Topics.PANORAMAS_CAPTURED, Topics.PANORAMAS_PREPARED, Topics.PANORAMAS_REJECTED
        }) {
      Map<String, String> configs = topics.get(topic).configs();
      assertThat(Long.parseLong(configs.get("retention.ms"))).isEqualTo(7_200_000);
      assertThat(Long.parseLong(configs.get("segment.ms"))).isLessThan(7_200_000);
    }
    assertThat(topics.get(Topics.GEOTAGS).configs())
        .containsEntry("retention.ms", Long.toString(Duration.ofDays(3).toMillis()));
  }

  @Test
  void whatExpiresDoesSoByTheTimeOfArrivalWhateverItsSendersClockSays() {
    assertThat(topics.values())
        .filteredOn(topic -> topic.configs().containsKey("retention.ms"))
        .hasSize(Topics.ALL.size() - 2)
        .allSatisfy(
            topic ->
                assertThat(topic.configs())
                    .containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @Test
  void whatIsAcknowledgedIsInTwoCopiesWhereThereAreTwo() {
    assertThat(minimumInSync(1)).containsOnly("1");
    assertThat(minimumInSync(2)).containsOnly("2");
    assertThat(minimumInSync(3)).containsOnly("2");
  }

  private static Stream<String> minimumInSync(int replication) {
    return TopicLayout.of(1, replication).topics().stream()
        .map(topic -> topic.configs().get("min.insync.replicas"));
  }

  @Test
  void aRejectionOfTheLargestRecordFitsIntoItsTopic() {
    long record =
        Long.parseLong(topics.get("panoramas.captured").configs().get("max.message.bytes"));
    long rejection =
        Long.parseLong(topics.get("panoramas.rejected").configs().get("max.message.bytes"));
    assertThat(record).isEqualTo(8 << 20);
    assertThat(rejection).isGreaterThan(record);
  }

  @Test
  void whatOthersWriteIsStoredUncompressedSoThatItsSizeIsThatOfTheRecord() {
    assertThat(topics.values())
        .filteredOn(topic -> "uncompressed".equals(topic.configs().get("compression.type")))
        .extracting(NewTopic::name)
        .containsExactlyInAnyOrder("panoramas.captured", "tiles.imported");
  }

  @Test
  void anImpossibleLayoutIsRefusedWithItsValues() {
    assertThatThrownBy(() -> TopicLayout.of(0, 1)).hasMessageContaining("got 0 and 1");
    assertThatThrownBy(() -> TopicLayout.of(1, 40_000)).hasMessageContaining("40000");
    assertThatThrownBy(() -> new TopicLayout(1, (short) 1, Duration.ZERO, Duration.ofDays(1)))
        .hasMessageContaining("imageRetention")
        .hasMessageContaining("PT0S");
  }
}
