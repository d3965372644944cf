package org.crossview.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalKafkaTest {
  private static final int EIGHT_MIB = 8 << 20;
  private static LocalKafka kafka;

  @BeforeAll
  static void start() {
    kafka = LocalKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
    assertThat(kafka.folder()).doesNotExist();
  }

  @Test
  void aMessageOfEightMebibytesOutlivesARestartOfTheBroker() throws Exception {
    createTopic("large");
    byte[] value = new byte[EIGHT_MIB];
    value[EIGHT_MIB - 1] = 42;
    send("large", value);

    String before = kafka.bootstrapServers();
    kafka.restart();

    assertThat(kafka.bootstrapServers()).isEqualTo(before);
    assertThat(readFirst("large")).isEqualTo(value);
  }

  @Test
  void aTopicNobodyCreatedIsNotMadeUp() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("unknown")).allTopicNames().get())
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsNamedInTheError() throws Exception {
    Path file = Files.createTempFile("not-a-folder", "");
    int[] ports = FreePorts.take(2);
    assertThatThrownBy(() -> LocalKafka.start(file, ports[0], ports[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString());
    Files.delete(file);
  }

  private static void createTopic(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      NewTopic topic =
          new NewTopic(name, Optional.of(1), Optional.of((short) 1))
              .configs(Map.of("max.message.bytes", Integer.toString(EIGHT_MIB + 1024)));
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static void send(String topic, byte[] value) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "max.request.size",
            EIGHT_MIB + 1024,
            "buffer.memory",
            4L * EIGHT_MIB);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static byte[] readFirst(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "auto.offset.reset",
            "earliest",
            "max.partition.fetch.bytes",
            EIGHT_MIB + 1024);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      consumer.seekToBeginning(consumer.assignment());
      for (int i = 0; i < 30; i++) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
        if (!records.isEmpty()) {
          return records.iterator().next().value();
        }
      }
      throw new AssertionError("nothing came out of " + topic);
    }
  }
}
