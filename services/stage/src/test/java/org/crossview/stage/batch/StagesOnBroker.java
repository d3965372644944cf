package org.crossview.stage.batch;

import static org.crossview.stage.batch.RunningStage.await;
import static org.crossview.stage.batch.RunningStage.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.crossview.local.LocalKafka;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;
import org.crossview.stage.message.Item;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker for the tests of one class, and the stages and records of one test at a time on it.
 */
final class StagesOnBroker implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private static final BatchSettings SETTINGS =
      new BatchSettings(8, Duration.ofMillis(5), 2, Duration.ofMillis(50), Duration.ofMillis(200));

  private LocalKafka kafka;
  private KafkaConnection connection;

  /** Of all ids of the test that runs. */
  private String prefix = "";

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    kafka = LocalKafka.start();
    connection = KafkaConnection.unsecured(kafka.bootstrapServers());
    try (Admin admin = Admin.create(connection.admin("test"))) {
      TopicLayout.of(RunningStage.PARTITIONS, 1).createMissing(admin);
    }
  }

  /** What earlier tests sent is not seen by this one. */
  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    prefix = context.getRequiredTestMethod().getName().replaceAll("[a-z]", "") + "-";
    RunningStage.beginAtTheEnd(connection, prefix);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    kafka.close();
  }

  LocalKafka kafka() {
    return kafka;
  }

  String prefix() {
    return prefix;
  }

  String id(int i) {
    return prefix + i;
  }

  static String idOf(Item<PanoramaPrepared> item) {
    return item.message().getRef().getId();
  }

  KafkaProducer<byte[], byte[]> producer() {
    return RunningStage.producer(connection);
  }

  RunningStage start(BatchFunction<PanoramaPrepared> function) {
    return start(function, RunningStage::handOnTiles);
  }

  RunningStage start(BatchFunction<PanoramaPrepared> panoramas, BatchFunction<TilePrepared> tiles) {
    return new RunningStage(connection, prefix, SETTINGS, panoramas, tiles);
  }

  long lag() {
    return RunningStage.lag(connection, prefix);
  }

  void awaitNoLag() throws InterruptedException {
    await("everything is committed", () -> lag() == 0);
  }

  List<String> outputs() throws Exception {
    List<String> ids = new ArrayList<>();
    for (var record : read(connection, Topics.PANORAMAS_EMBEDDED)) {
      String id = PanoramaPrepared.parseFrom(record.value()).getRef().getId();
      if (id.startsWith(prefix)) {
        ids.add(id);
      }
    }
    return ids;
  }

  List<PanoramaRejected> rejections() throws Exception {
    return rejections(rejected -> rejected.getRef().getId().startsWith(prefix));
  }

  List<PanoramaRejected> rejectionsOf(byte[] original) throws Exception {
    return rejections(rejected -> Arrays.equals(rejected.getOriginal().toByteArray(), original));
  }

  private List<PanoramaRejected> rejections(Predicate<PanoramaRejected> wanted) throws Exception {
    List<PanoramaRejected> rejections = new ArrayList<>();
    for (var record : read(connection, Topics.PANORAMAS_REJECTED)) {
      PanoramaRejected rejected = PanoramaRejected.parseFrom(record.value());
      if (wanted.test(rejected)) {
        rejections.add(rejected);
      }
    }
    return rejections;
  }

  static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
