package org.crossview.gallerysearch.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.geo.LatLon;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.model.ModelVersion;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.Shards;
import org.crossview.gallery.redis.GalleryChangedException;
import org.crossview.gallery.redis.GalleryRedis;
import org.crossview.gallery.redis.GalleryStore;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.TileChange;
import org.crossview.local.KafkaRecords;
import org.crossview.local.LocalKafka;
import org.crossview.local.LocalRedis;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.kafka.KafkaConnection;

/** A real broker, a real redis-server, a model directory and stages that use them. */
final class SearchBench implements AutoCloseable {
  static final int STEPS = 3;
  static final int LENGTH = 8;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  final LocalKafka broker = LocalKafka.start();
  final LocalRedis redisServer = LocalRedis.start();
  final KafkaConnection kafka = KafkaConnection.unsecured(broker.bootstrapServers());
  final Path modelDirectory;
  final ModelDescription model;
  final GalleryStore store;
  private final GalleryRedis redis = GalleryRedis.connect(redisServer.url());
  private final KafkaRecords records = new KafkaRecords(broker.bootstrapServers());

  SearchBench(Path folder) throws IOException, InterruptedException {
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
      SearchStage stage, Readiness readiness, Liveness liveness, SimpleMeterRegistry registry)
      implements AutoCloseable {
    /** What readiness says of the gallery; empty while it says nothing. */
    String galleryCondition() {
      return readiness.conditions().getOrDefault("gallery", "");
    }

    /** Waits until the stage has looked at the gallery as it is now. */
    void awaitLook() throws InterruptedException {
      String unseen = "not looked at since the test changed it";
      // Two looks: the first may have begun before this call.
      for (int look = 0; look < 2; look++) {
        readiness.down("gallery", unseen);
        await("a look at the gallery", () -> !galleryCondition().equals(unseen));
      }
    }

    @Override
    public void close() {
      stage.close();
    }
  }

  Running start(Shards shards) {
    Readiness readiness = new Readiness();
    Liveness liveness = new Liveness();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SearchStage stage =
        SearchStage.start(
            new TestSettings(),
            kafka,
            redisServer.url(),
            model,
            shards,
            registry,
            readiness,
            liveness);
    return new Running(stage, readiness, liveness, registry);
  }

  private record TestSettings() implements GallerySearchSettings {
    @Override
    public int topK() {
      return 5;
    }

    @Override
    public int batchSize() {
      return 16;
    }

    @Override
    public Duration linger() {
      return Duration.ofMillis(5);
    }

    @Override
    public Duration pollInterval() {
      return Duration.ofMillis(100);
    }
  }

  /** A whole gallery in Redis, in place of whatever there was. */
  Manifest fill(List<TileChange.Write> tiles) throws GalleryChangedException {
    long epoch = store.manifest().map(Manifest::epoch).orElse(0L);
    Manifest manifest = store.startOver(epoch, List.of());
    store.apply(manifest.generation(), List.copyOf(tiles), Map.of());
    store.endRefill(manifest.generation());
    return store.completeIfWhole(manifest.generation());
  }

  TileChange.Write tile(String id, String cell, LatLon centre, String ofImport, int expected) {
    TileRef.Builder ref = TileRef.newBuilder().setId(id);
    if (centre != null) {
      ref.setCentre(Position.newBuilder().setLat(centre.lat()).setLon(centre.lon()));
    }
    List<byte[]> descriptors = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      descriptors.add(Float16.encode(descriptor(id, step)));
    }
    return new TileChange.Write(
        new TileKey(model.version(), cell, id),
        ref.build(),
        ImportRef.newBuilder().setId(ofImport).setExpectedTiles(expected).build(),
        descriptors,
        0);
  }

  /** A unit vector that depends on the name and the step. */
  static float[] descriptor(String name, int step) {
    java.util.Random random = new java.util.Random(name.hashCode() * 31L + step);
    float[] values = new float[LENGTH];
    double sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      values[i] = (float) random.nextGaussian();
      sum += values[i] * values[i];
    }
    for (int i = 0; i < LENGTH; i++) {
      values[i] /= (float) Math.sqrt(sum);
    }
    return values;
  }

  void send(String topic, String key, byte[] value) {
    records.send(topic, key.getBytes(StandardCharsets.UTF_8), value);
    records.flush();
  }

  /** Everything in a topic, from its beginning to its end. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return records.read(topic);
  }

  /** How many panoramas the shard's group has committed. */
  long committed(Shards shards) throws Exception {
    return records.committed(SearchStage.groupId(shards), Topics.PANORAMAS_EMBEDDED);
  }

  static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + LIMIT + ": " + what);
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    records.close();
    redis.close();
    redisServer.close();
    broker.close();
  }
}
