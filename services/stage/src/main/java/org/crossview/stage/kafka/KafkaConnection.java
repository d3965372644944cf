package org.crossview.stage.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where the broker is, and the properties of the clients that talk to it.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param security further client properties that every client shares, such as {@code
 *     security.protocol}; may be empty
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> security) {
  /** After this long without an acknowledgement a send counts as failed and is tried again. */
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

  public KafkaConnection {
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "kafka.bootstrap.servers is empty; it needs host:port of the broker, such as"
              + " 127.0.0.1:9092");
    }
    security = Map.copyOf(security);
  }

  /**
   * A connection to a broker that asks for no security, such as the one that the demo and the tests
   * start. Services take {@link #of}: with this one they would never reach a secured broker.
   *
   * @param bootstrapServers {@code host:port}, several separated by commas
   */
  public static KafkaConnection unsecured(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, Map.of());
  }

  /**
   * The connection that a service's settings describe: {@code kafka.bootstrap.servers}, and {@code
   * kafka.security.protocol}, {@code kafka.ssl.*} and {@code kafka.sasl.*} where the broker wants
   * them, under the names of Kafka's own client properties.
   *
   * @param setting looks a setting up by its key
   */
  public static KafkaConnection of(Function<String, Optional<String>> setting) {
    Map<String, String> security = new HashMap<>();
    ConfigDef known =
        new ConfigDef()
            .withClientSslSupport()
            .withClientSaslSupport()
            .define(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                ConfigDef.Type.STRING,
                ConfigDef.Importance.MEDIUM,
                CommonClientConfigs.SECURITY_PROTOCOL_DOC);
    for (String name : known.names()) {
      setting.apply("kafka." + name).ifPresent(value -> security.put(name, value));
    }
    return new KafkaConnection(setting.apply("kafka.bootstrap.servers").orElse(""), security);
  }

  /**
   * Properties of a producer of byte arrays: acknowledged by all in-sync replicas, no duplicates
   * from its own retries, order kept.
   *
   * @param clientId fixed per service; a name per instance would multiply the metrics
   */
  public Map<String, Object> producer(String clientId) {
    Map<String, Object> properties = common(clientId);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MessageSizes.MAX_REJECTION_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY_TIMEOUT.toMillis()));
    return properties;
  }

  /**
   * Properties of a consumer of byte arrays that commits by hand and sees committed transactions
   * only. A group without offsets begins at the oldest record.
   *
   * @param clientId fixed per service
   * @param groupId the consumer group, one per stage (and per shard of gallery-search)
   * @param maxPollRecords most records that one poll returns
   */
  public Map<String, Object> consumer(String clientId, String groupId, int maxPollRecords) {
    Map<String, Object> properties = common(clientId);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    properties.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MessageSizes.MAX_REJECTION_BYTES);
    // A killed instance is missed after this long, and its partitions go to another one.
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    // Commits give up before the group gives up on this instance.
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    // A fetch that waits for one topic holds up the next fetch of the others at the same broker.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return properties;
  }

  /** Properties of an admin client that gives up soon, for checks and for creating topics. */
  public Map<String, Object> admin(String clientId) {
    Map<String, Object> properties = common(clientId);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return properties;
  }

  private Map<String, Object> common(String clientId) {
    Map<String, Object> properties = new HashMap<>(security);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return properties;
  }
}
