package org.crossview.preprocessing.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.model.ModelVersion;
import org.crossview.local.LocalKafka;
import org.crossview.local.ServiceProcess;
import org.crossview.preprocessing.Images;
import org.crossview.preprocessing.Messages;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;

/**
 * A real broker with its topics of two partitions, and packaged services that are started on it.
 */
final class ServiceBench implements AutoCloseable {
  /** How long anything may take. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** One that can be prepared. */
  static final byte[] PANORAMA = Images.jpeg(256, 512);

  final LocalKafka kafka;
  final KafkaConnection connection;

  /** Holds a model as far as the stage needs it: the size of its inputs. */
  final Path model;

  private final Path folder;
  private final KafkaProducer<byte[], byte[]> producer;

  ServiceBench(Path folder) throws Exception {
    this.folder = folder;
    model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("saved_model.pb"), "graph");
    new ModelDescription(ModelVersion.of(model), 64, 256, 64, 256, true, 3, 1024, 2, 32)
        .write(model);
    kafka = LocalKafka.start();
    connection = KafkaConnection.unsecured(kafka.bootstrapServers());
    try (Admin admin = Admin.create(Map.copyOf(connection.admin("test-admin")))) {
      TopicLayout.of(2, 1).createMissing(admin);
    }
    producer = new KafkaProducer<>(Map.copyOf(connection.producer("test-producer")));
  }

  /** A process of the service, which is not ready yet. */
  ServiceProcess start(String name, Path modelDirectory, String inputs) {
    return ServiceProcess.start(
        new ServiceProcess.Settings(
            name,
            Path.of("target", "quarkus-app", "quarkus-run.jar"),
            List.of("-Xmx256m"),
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "CROSSVIEW_MODEL_DIR", modelDirectory.toString(),
                "CROSSVIEW_PREPROCESSING_INPUTS", inputs),
            folder.resolve("logs")));
  }

  /** A process that is ready. */
  ServiceProcess startReady(String inputs) throws Exception {
    ServiceProcess process = start(inputs, model, inputs);
    process.awaitReady(LIMIT, progress -> {});
    return process;
  }

  void sendPanorama(String id, byte[] image) throws Exception {
    var message = Messages.captured(id, image).build();
    send(Topics.PANORAMAS_CAPTURED, message.getRef().getVehicleId(), message);
  }

  void sendTile(String id, byte[] image) throws Exception {
    send(Topics.TILES_IMPORTED, id, Messages.imported(id, image).build());
  }

  void send(String topic, String key, MessageLite message) throws Exception {
    send(topic, key, message.toByteArray());
  }

  void send(String topic, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
  }

  TopicReader reader(String topic) {
    return new TopicReader(connection, topic);
  }

  /** Ids of prepared panoramas. */
  static Set<String> ids(List<ConsumerRecord<byte[], byte[]>> prepared) {
    return prepared.stream()
        .map(
            record -> {
              try {
                return PanoramaPrepared.parseFrom(record.value()).getRef().getId();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    kafka.close();
  }
}
