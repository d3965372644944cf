package org.crossview.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.crossview.local.LocalKafka;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.kafka.MessageSizes;
import org.junit.jupiter.api.Test;

class TopicLayoutIT {
  private static final int PARTITIONS = 12;
  private static final int RECORDS = 20;
  private static final byte[] KEY = {1};

  @Test
  void whatIsSentToNewTopicsAtOnceArrivesWhole() throws Exception {
    try (LocalKafka kafka = LocalKafka.start()) {
      KafkaConnection connection = KafkaConnection.unsecured(kafka.bootstrapServers());
      Map<String, Object> settings = connection.producer("test");
      // One request for each record: several are under way to a partition from the first moment on.
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 0);
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      try (Admin admin = Admin.create(connection.admin("test"));
          KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
        connect(producer, admin);
        TopicLayout.of(PARTITIONS, 1).createMissing(admin);
        for (int record = 0; record < RECORDS; record++) {
          for (String topic : Topics.ALL) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
              sent.add(producer.send(new ProducerRecord<>(topic, partition, KEY, new byte[1])));
            }
          }
        }
        for (Future<RecordMetadata> one : sent) {
          assertThat(one.get(1, TimeUnit.MINUTES).hasOffset()).isTrue();
        }
      }
    }
  }

  /** Connecting would give the broker time to get ready. */
  private static void connect(KafkaProducer<byte[], byte[]> producer, Admin admin)
      throws Exception {
    admin.createTopics(List.of(new NewTopic("other", 1, (short) 1))).all().get();
    producer.send(new ProducerRecord<>("other", KEY)).get();
  }

  @Test
  void aSendersClockDecidesNothing() throws Exception {
    try (LocalKafka kafka = LocalKafka.start()) {
      KafkaConnection connection = KafkaConnection.unsecured(kafka.bootstrapServers());
      try (Admin admin = Admin.create(connection.admin("test"));
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(connection.producer("test"))) {
        TopicLayout.of(1, 1).createMissing(admin);
        long before = System.currentTimeMillis();
        for (long claimed : new long[] {0, before + Duration.ofDays(365).toMillis()}) {
          long stored =
              producer
                  .send(
                      new ProducerRecord<>(Topics.PANORAMAS_CAPTURED, 0, claimed, KEY, new byte[1]))
                  .get()
                  .timestamp();
          assertThat(stored).isBetween(before, before + Duration.ofMinutes(5).toMillis());
        }
      }
    }
  }

  @Test
  void compressionGetsNoRecordPastTheLargestSize() throws Exception {
    int bytes = MessageSizes.MAX_REJECTION_BYTES + 1;
    try (LocalKafka kafka = LocalKafka.start()) {
      KafkaConnection connection = KafkaConnection.unsecured(kafka.bootstrapServers());
      Map<String, Object> settings = connection.producer("test");
      settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * bytes);
      try (Admin admin = Admin.create(connection.admin("test"));
          KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
        TopicLayout.of(1, 1).createMissing(admin);
        for (String topic : List.of(Topics.PANORAMAS_CAPTURED, Topics.TILES_IMPORTED)) {
          Future<RecordMetadata> sent =
              producer.send(new ProducerRecord<>(topic, KEY, new byte[bytes]));
          assertThatThrownBy(() -> sent.get(1, TimeUnit.MINUTES))
              .as(topic)
              .hasCauseInstanceOf(RecordTooLargeException.class);
        }
      }
    }
  }

  @Test
  void topicsThatExistStayAsTheyAre() throws Exception {
    try (LocalKafka kafka = LocalKafka.start();
        Admin admin =
            Admin.create(KafkaConnection.unsecured(kafka.bootstrapServers()).admin("test"))) {
      TopicLayout.of(2, 1).createMissing(admin);
      TopicLayout.of(3, 1).createMissing(admin);

      assertThat(admin.describeTopics(Topics.ALL).allTopicNames().get().values())
          .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(2));
    }
  }
}
