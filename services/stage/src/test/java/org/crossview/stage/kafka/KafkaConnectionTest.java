package org.crossview.stage.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crossview.stage.TopicLayout;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
  @Test
  void whatATopicTakesAProducerSendsAndAConsumerReads() {
    KafkaConnection connection = KafkaConnection.unsecured("127.0.0.1:1");
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
    KafkaConnection connection = KafkaConnection.unsecured("127.0.0.1:1");
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
            "kafka.security.protocol", "SASL_SSL",
            "kafka.sasl.mechanism", "SCRAM-SHA-512",
            "kafka.ssl.truststore.location", "/etc/trust.p12");
    KafkaConnection connection = KafkaConnection.of(key -> Optional.ofNullable(settings.get(key)));
    assertThat(
            List.of(
                connection.admin("c"), connection.producer("c"), connection.consumer("c", "g", 1)))
        .allSatisfy(
            client ->
                assertThat(client)
                    .containsEntry("bootstrap.servers", "kafka:9093")
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                    .containsEntry("ssl.truststore.location", "/etc/trust.p12"));
  }

  @Test
  void aMissingBrokerIsNamedByItsSetting() {
    assertThatThrownBy(() -> KafkaConnection.of(key -> Optional.empty()))
        .hasMessageContaining("kafka.bootstrap.servers");
  }
}
