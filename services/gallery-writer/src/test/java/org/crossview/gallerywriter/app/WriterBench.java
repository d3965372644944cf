package org.crossview.gallerywriter.app;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.model.ModelVersion;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.Shards;
import org.crossview.gallery.index.GalleryLoader;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.gallery.redis.GalleryReader;
import org.crossview.gallery.redis.GalleryRedis;
import org.crossview.gallery.redis.GalleryStore;
import org.crossview.gallery.redis.GalleryUnavailableException;
import org.crossview.gallery.redis.Manifest;
import org.crossview.local.KafkaRecords;
import org.crossview.local.LocalKafka;
import org.crossview.local.LocalRedis;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TileRef;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;
import redis.clients.jedis.RedisClient;

/** A real broker, a real redis-server, a model directory and a stage that uses them. */
final class WriterBench implements AutoCloseable {
  static final int STEPS = 2;
  static final int LENGTH = 4;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  final LocalKafka broker = LocalKafka.start();
  final LocalRedis redisServer = LocalRedis.start();
  final KafkaConnection kafka = KafkaConnection.unsecured(broker.bootstrapServers());
  final Path modelDirectory;
  final ModelDescription model;
  final GalleryStore store;

  /** For looking into Redis and for damaging it. */
  final RedisClient rawRedis = RedisClient.create(redisServer.url());

  private final GalleryRedis redis = GalleryRedis.connect(redisServer.url());
  private final KafkaRecords records = new KafkaRecords(broker.bootstrapServers());

  WriterBench(Path folder) throws IOException, InterruptedException {
    modelDirectory = Files.createDirectories(folder.resolve("model"));
    Files.writeString(modelDirectory.resolve("saved_model.pb"), "a model for the tests");
    String version = ModelVersion.of(modelDirectory);
    model = new ModelDescription(version, 64, 256, 64, 256, true, STEPS, LENGTH, 1, LENGTH);
    model.write(modelDirectory);
    store = new GalleryStore(redis, model.version(), STEPS);
    TopicLayout.of(2, 1).createMissing(records.admin());
  }

  /** A stage in this JVM, and what it says of itself. */
  record Running(
      WriterStage stage, Readiness readiness, Liveness liveness, SimpleMeterRegistry registry)
      implements AutoCloseable {
    @Override
    public void close() {
      stage.close();
    }
  }

  Running start() {
    Readiness readiness = new Readiness();
    Liveness liveness = new Liveness();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    WriterStage stage =
        WriterStage.start(
            new TestSettings(), kafka, redisServer.url(), model, registry, readiness, liveness);
    return new Running(stage, readiness, liveness, registry);
  }

  private record TestSettings() implements GalleryWriterSettings {
    @Override
    public int batchSize() {
      return 7;
    }

    @Override
    public Duration linger() {
      return Duration.ofMillis(5);
    }

    @Override
    public Optional<List<String>> abandonedImports() {
      return Optional.of(List.of("abandoned"));
    }

    @Override
    public Duration checkInterval() {
      return Duration.ofMillis(200);
    }
  }

  TileEmbedded.Builder tile(String id, String ofImport, int expected) {
    TileEmbedded.Builder tile =
        TileEmbedded.newBuilder()
            .setRef(TileRef.newBuilder().setId(id))
            .setImport(ImportRef.newBuilder().setId(ofImport).setExpectedTiles(expected))
            .setModelVersion(model.version())
            .setCell("c" + Math.floorMod(id.hashCode(), 5));
    for (int step = 0; step < STEPS; step++) {
      tile.addSteps(
          StepDescriptor.newBuilder()
              .setLength(LENGTH)
              .setFloat16Le(ByteString.copyFrom(Float16.encode(new float[LENGTH]))));
    }
    return tile;
  }

  static byte[] key(TileEmbedded.Builder tile) {
    return new TileKey(tile.getModelVersion(), tile.getCell(), tile.getRef().getId()).toBytes();
  }

  void send(TileEmbedded.Builder tile) {
    send(Topics.TILES_EMBEDDED, key(tile), tile.build().toByteArray());
  }

  void send(String topic, String key, byte[] value) {
    send(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }

  void send(String topic, byte[] key, byte[] value) {
    records.send(topic, key, value);
    records.flush();
  }

  /** Deletes a topic and makes it anew, empty. */
  void makeAnew(String topic) throws Exception {
    Admin admin = records.admin();
    admin.deleteTopics(List.of(topic)).all().get();
    // The controller says so before the broker knows: it would take records into the old topic.
    await("no " + topic, () -> !admin.listTopics().names().get().contains(topic));
    TopicLayout.of(2, 1).createMissing(admin);
  }

  /** Everything in a topic, from its beginning to its end, as far as it is committed. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return records.read(topic);
  }

  /** Where the partitions of tiles.embedded end, under the names that Redis uses. */
  Map<String, Long> ends() {
    Map<String, Long> ends = new HashMap<>();
    read(Topics.TILES_EMBEDDED)
        .forEach(r -> ends.merge(r.topic() + "/" + r.partition(), r.offset() + 1, Math::max));
    return ends;
  }

  /** How many records of a topic the group has committed. */
  long committed(String topic) throws Exception {
    return records.committed(WriterStage.groupId(model), topic);
  }

  /** The manifest; empty also while Redis is down. */
  Optional<Manifest> manifest() {
    try {
      return store.manifest();
    } catch (GalleryUnavailableException e) {
      return Optional.empty();
    }
  }

  Manifest awaitComplete() throws Exception {
    await("a complete gallery", () -> manifest().filter(Manifest::isComplete).isPresent());
    return manifest().orElseThrow();
  }

  /** Waits for a whole gallery and gives the ids of its tiles. */
  Set<String> tiles() throws IncompleteGalleryException {
    Set<String> ids = new TreeSet<>();
    new GalleryLoader(new GalleryReader(redis, model.version(), STEPS), Shards.ONE, STEPS, LENGTH)
        .load()
        .index()
        .tiles()
        .forEach(tile -> ids.add(tile.getId()));
    return ids;
  }

  /** Waits until the gallery is whole again, by another filling than this one. */
  Manifest awaitFilledAnew(Manifest before) throws Exception {
    await(
        "another filling",
        () ->
            manifest()
                .filter(m -> m.isComplete() && !m.generation().equals(before.generation()))
                .isPresent());
    return manifest().orElseThrow();
  }

  void sendTiles(String ofImport, int from, int to, int expected) {
    for (int i = from; i < to; i++) {
      send(tile(ofImport + "-" + i, ofImport, expected));
    }
  }

  long written() {
    return manifest().map(Manifest::written).orElse(-1L);
  }

  List<DeadLetter> deadLetters() {
    return read(Topics.DEAD_LETTERS).stream()
        .map(
            record -> {
              try {
                return DeadLetter.parseFrom(record.value());
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  static Set<String> names(String ofImport, int from, int to) {
    Set<String> names = new TreeSet<>();
    for (int i = from; i < to; i++) {
      names.add(ofImport + "-" + i);
    }
    return names;
  }

  static TileRejected rejection(String tile, String ofImport, int expected, long offset) {
    return TileRejected.newBuilder()
        .setRef(TileRef.newBuilder().setId(tile))
        .setImport(ImportRef.newBuilder().setId(ofImport).setExpectedTiles(expected))
        .setStage("embedding")
        .setReason("undecodable-image")
        .setDetail("no picture")
        .setOrigin(Origin.newBuilder().setTopic("tiles.imported").setOffset(offset))
        .setOriginal(ByteString.copyFromUtf8("not a picture"))
        .build();
  }

  void await(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + LIMIT + ": " + what + "; " + manifest());
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    records.close();
    rawRedis.close();
    redis.close();
    redisServer.close();
    broker.close();
  }
}
