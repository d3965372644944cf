package org.crossview.stage.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.crossview.stage.TopicLayout;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
  @Test
  void whatATopicTakesAProducerSendsAndAConsumerReads() {
    KafkaConnection connection = new KafkaConnection("127.0.0.1:1");
    int largest =
        TopicLayout.of(1, 1).topics().stream()
            .mapToInt(topic -> Integer.parseInt(topic.configs().get("max.message.bytes")))
            .max()
            .orElseThrow();
    assertThat((int) connection.producer("c").get("max.request.size"))
        .isGreaterThanOrEqualTo(largest);
    assertThat((int) connection.consumer("c", "g", 1).get("max.partition.fetch.bytes"))
        .isGreaterThanOrEqualTo(largest);
  }

  @Test
  void nothingIsCommittedByItselfAndEverythingIsAcknowledgedByAll() {
    KafkaConnection connection = new KafkaConnection("127.0.0.1:1");
    assertThat(connection.consumer("c", "g", 7))
        .containsEntry("enable.auto.commit", false)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("max.poll.records", 7);
    assertThat(connection.producer("c"))
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("client.id", "c");
  }

  @Test
  void securitySettingsReachEveryClient() {
    Map<String, String> settings =
        Map.of(
            "kafka.bootstrap.servers", "kafka:9093",
            "kafka.security.protocol", "SSL",
            "kafka.ssl.truststore.location", "/etc/trust.p12");
    KafkaConnection connection = KafkaConnection.of(key -> Optional.ofNullable(settings.get(key)));
    assertThat(connection.admin("c"))
        .containsEntry("bootstrap.servers", "kafka:9093")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.location", "/etc/trust.p12");
  }

  @Test
  void aMissingBrokerIsNamedByItsSetting() {
    assertThatThrownBy(() -> KafkaConnection.of(key -> Optional.empty()))
        .hasMessageContaining("kafka.bootstrap.servers");
  }
}
