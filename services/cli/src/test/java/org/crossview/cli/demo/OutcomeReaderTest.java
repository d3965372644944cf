package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.crossview.proto.v1.GeoTag;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutcomeReaderTest {
  @Test
  void anErrorWhileAnOutcomeIsReadReachesWhoChecks() {
    Error error = new NoClassDefFoundError("org/crossview/Missing");
    try (OutcomeReader reader =
        reader(
            GeoTag.getDefaultInstance().toByteArray(),
            _ -> {
              throw error;
            })) {
      assertThatThrownBy(() -> checkUntilItFails(reader))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "reading the outcomes ended: java.lang.NoClassDefFoundError: org/crossview/Missing")
          .hasCause(error);
    }
  }

  @Test
  void aRecordThatIsNoMessageIsNamedToWhoChecks() {
    try (OutcomeReader reader = reader(new byte[] {-1, -1}, _ -> {})) {
      assertThatThrownBy(() -> checkUntilItFails(reader))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("reading the outcomes ended: geotags-0@0 is no message of Crossview");
    }
  }

  /** Reads one geotag, which the first poll returns. */
  private static OutcomeReader reader(byte[] geotag, Consumer<Outcome> outcomes) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    for (String topic : List.of(Topics.GEOTAGS, Topics.DEAD_LETTERS)) {
      consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
      consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
    }
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(Topics.GEOTAGS, 0, 0, new byte[0], geotag)));
    return new OutcomeReader(consumer, outcomes, _ -> {});
  }

  private static void checkUntilItFails(OutcomeReader reader) throws InterruptedException {
    while (true) {
      reader.check();
      Thread.sleep(10);
    }
  }
}
