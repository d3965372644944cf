package org.crossview.cli.demo;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.crossview.stage.kafka.KafkaConnection;

/**
 * The producers of those who feed the chain. A stage gives a record up early, because it reads it
 * again; what a sender gives up is lost, so it waits longer, for a broker that starts beside six
 * services on a busy machine.
 */
final class SenderProducer {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private SenderProducer() {}

  static KafkaProducer<byte[], byte[]> open(KafkaConnection connection, String clientId) {
    Map<String, Object> properties = connection.producer(clientId);
    int patience = Math.toIntExact(PATIENCE.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    return new KafkaProducer<>(properties);
  }
}
