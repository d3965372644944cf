package org.crossview.gallery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.Shards;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.gallery.index.GalleryIndexBuilder;
import org.crossview.gallery.index.GalleryLoader;
import org.crossview.gallery.index.GalleryQuery;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.local.LocalRedis;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.TileRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store and the loader against a real redis-server. */
class GalleryStoreIT {
  private static final String MODEL = "0123456789ab";
  private static final int STEPS = 3;
  private static final int LENGTH = 16;

  private static LocalRedis server;
  private static GalleryRedis redis;

  private final GalleryStore store = new GalleryStore(redis, MODEL, STEPS);

  @BeforeAll
  static void start() {
    server = LocalRedis.start();
    redis = GalleryRedis.connect(server.url());
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @BeforeEach
  void empty() {
    server.startAgain();
    redis.call(client -> client.flushAll());
  }

  @Test
  void aGalleryIsLoadedAsItWasWritten() throws Exception {
    List<TileChange.Write> tiles = tiles(50, 7);
    Manifest manifest = fill(tiles);
    assertThat(manifest.state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(manifest.epoch()).isEqualTo(1);
    assertThat(manifest.tiles()).isEqualTo(50);

    GalleryEpoch epoch = load(Shards.ONE);

    assertThat(epoch.manifest()).isEqualTo(manifest);
    GalleryIndex expected = inMemory(tiles);
    assertThat(epoch.index().tiles()).isEqualTo(expected.tiles());
    List<GalleryQuery> queries = queries(20);
    assertThat(epoch.index().search(queries, 5)).isEqualTo(expected.search(queries, 5));
  }

  @Test
  void theKeysAreThoseOfTheDesign() throws Exception {
    TileChange.Write tile = tiles(1, 1).getFirst();
    fill(List.of(tile));
    Set<String> keys = redis.call(client -> client.keys("*"));
    assertThat(keys)
        .contains(
            "cv:{0123456789ab:c0}:d:1",
            "cv:{0123456789ab:c0}:d:2",
            "cv:{0123456789ab:c0}:d:3",
            "cv:{0123456789ab:c0}:tiles",
            "cv:0123456789ab:cells",
            "cv:0123456789ab:manifest");
    Map<String, String> manifest = redis.call(client -> client.hgetAll("cv:0123456789ab:manifest"));
    assertThat(manifest)
        .containsEntry("epoch", "1")
        .containsEntry("expected", "1")
        .containsEntry("written", "1")
        .containsEntry("rejected", "0")
        .containsEntry("state", "complete");
    byte[] descriptor =
        redis.call(
            client ->
                client.hget(
                    GalleryKeys.bytes("cv:{0123456789ab:c0}:d:2"),
                    GalleryKeys.bytes(tile.key().tile())));
    assertThat(descriptor).isEqualTo(tile.descriptors().get(1));
  }

  @Test
  void writingTwiceChangesNothing() throws Exception {
    List<TileChange> tiles = List.copyOf(tiles(10, 3));
    String generation = store.startOver(0, List.of()).generation();
    store.apply(generation, tiles, Map.of("tiles.embedded/0", 10L));
    Map<String, Map<String, String>> before = dump();
    store.apply(generation, tiles, Map.of("tiles.embedded/0", 10L));
    assertThat(dump()).isEqualTo(before);
  }

  @Test
  void threeShardsTogetherGiveTheAnswerOfOne() throws Exception {
    fill(tiles(90, 12));
    List<GalleryQuery> queries = queries(10);
    List<GalleryEpoch> shards = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      shards.add(load(new Shards(shard, 3)));
    }
    assertThat(shards).allMatch(shard -> shard.index().size() > 0);
    assertThat(shards.stream().mapToInt(shard -> shard.index().size()).sum()).isEqualTo(90);

    var whole = load(Shards.ONE).index().search(queries, 5);
    for (int q = 0; q < queries.size(); q++) {
      for (int step = 0; step < STEPS; step++) {
        List<Candidate> merged = new ArrayList<>();
        for (GalleryEpoch shard : shards) {
          merged.addAll(shard.index().search(queries, 5).get(q).get(step).getCandidatesList());
        }
        merged.sort(
            (a, b) ->
                a.getDistance() != b.getDistance()
                    ? Float.compare(a.getDistance(), b.getDistance())
                    : a.getTile().getId().compareTo(b.getTile().getId()));
        assertThat(merged.subList(0, 5)).isEqualTo(whole.get(q).get(step).getCandidatesList());
      }
    }
  }

  @Test
  void aGalleryThatIsBeingBuiltIsNotLoaded() throws Exception {
    List<TileChange.Write> tiles = tiles(10, 2);
    String generation = store.startOver(0, List.of()).generation();
    store.endRefill(generation);
    store.apply(generation, List.copyOf(tiles.subList(0, 9)), Map.of());
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.BUILDING);
    assertThatThrownBy(() -> load(Shards.ONE))
        .isInstanceOf(IncompleteGalleryException.class)
        .hasMessageContaining("9 of 10 tiles written");

    store.apply(generation, List.of(tiles.get(9)), Map.of());
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(load(Shards.ONE).index().size()).isEqualTo(10);
  }

  @Test
  void aGalleryWithoutAnImportIsNotWholeNorOneThatIsBeingRefilled() throws Exception {
    String generation = store.startOver(4, List.of()).generation();
    ImportProgress whole = new ImportProgress("old", 3, 3, 0, true);
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.REFILLING);
    assertThat(store.endRefill(generation).state()).isEqualTo(Manifest.State.BUILDING);
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.BUILDING);

    String next = store.startOver(4, List.of(whole)).generation();
    store.apply(next, List.copyOf(tiles(1, 1)), Map.of());
    store.endRefill(next);
    Manifest open = store.completeIfWhole(next);
    assertThat(open.state()).as("its import has 1 of 1 tiles").isEqualTo(Manifest.State.COMPLETE);
    assertThat(open.epoch()).isEqualTo(5);
    assertThat(open.expected()).isEqualTo(4);
  }

  @Test
  void anAbandonedImportIsWholeWithTheTilesItHasAndOthersAreLeftAlone() throws Exception {
    List<TileChange.Write> tiles = tiles(10, 2);
    String generation = store.startOver(0, List.of()).generation();
    store.endRefill(generation);
    store.apply(generation, List.copyOf(tiles.subList(0, 4)), Map.of());
    store.abandon(generation, List.of("another"));
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.BUILDING);
    store.abandon(generation, List.of("import"));
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(load(Shards.ONE).index().size()).isEqualTo(4);
    assertThat(store.imports()).containsExactly(new ImportProgress("import", 10, 4, 0, true));
  }

  @Test
  void aRemovedTileIsGoneInTheNextEpoch() throws Exception {
    List<TileChange.Write> tiles = tiles(10, 3);
    Manifest first = fill(tiles);
    Manifest during =
        store.apply(
            first.generation(), List.of(new TileChange.Remove(tiles.get(4).key())), Map.of());
    assertThat(during.state()).isEqualTo(Manifest.State.BUILDING);
    assertThat(during.tiles()).isEqualTo(9);
    Manifest second = store.completeIfWhole(first.generation());
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(load(Shards.ONE).index().tiles()).hasSize(9).doesNotContain(tiles.get(4).ref());
  }

  @Test
  void aTileThatMovedAnswersFromItsNewCellOnly() throws Exception {
    TileChange.Write old = tiles(1, 1).getFirst();
    Manifest first = fill(List.of(old));
    TileChange.Write moved =
        new TileChange.Write(
            new TileKey(MODEL, "elsewhere", old.key().tile()),
            old.ref().toBuilder().setRevision(2).build(),
            old.tileImport(),
            old.descriptors());
    store.apply(first.generation(), List.of(moved), Map.of());
    store.completeIfWhole(first.generation());
    assertThat(load(Shards.ONE).index().tiles()).containsExactly(moved.ref());
    GalleryReader reader = new GalleryReader(redis, MODEL, STEPS);
    assertThat(reader.tiles("c0")).isEmpty();
  }

  @Test
  void nothingIsWrittenIntoAGalleryThatWasEmptiedMeanwhile() {
    String generation = store.startOver(0, List.of()).generation();
    redis.call(client -> client.flushAll());
    assertThatThrownBy(() -> store.apply(generation, List.copyOf(tiles(1, 1)), Map.of()))
        .isInstanceOf(GalleryChangedException.class);
    assertThat(dump()).isEmpty();

    String other = store.startOver(0, List.of()).generation();
    assertThat(other).isNotEqualTo(generation);
    assertThatThrownBy(() -> store.apply(generation, List.copyOf(tiles(1, 1)), Map.of()))
        .isInstanceOf(GalleryChangedException.class);
  }

  @Test
  void aLostKeyIsFoundAndNeitherLoadedNorMadeAnEpoch() throws Exception {
    Manifest manifest = fill(tiles(30, 3));
    for (String key : List.of("cv:{0123456789ab:c1}:d:2", "cv:{0123456789ab:c1}:tiles")) {
      assertThat(store.findLoss()).isEmpty();
      redis.call(client -> client.rename(key, "elsewhere"));
      assertThat(store.findLoss()).isPresent();
      assertThatThrownBy(() -> load(Shards.ONE)).isInstanceOf(IncompleteGalleryException.class);
      redis.call(client -> client.rename("elsewhere", key));
    }
    for (String key : List.of("tiles", "d:1", "d:2", "d:3")) {
      redis.call(client -> client.del("cv:{0123456789ab:c1}:" + key));
    }
    assertThat(store.findLoss()).get().asString().contains("30 tiles should be there");
    store.apply(manifest.generation(), List.copyOf(tiles(1, 1)), Map.of());
    assertThatThrownBy(() -> store.completeIfWhole(manifest.generation()))
        .isInstanceOf(GalleryChangedException.class)
        .hasMessageContaining("lost");
  }

  @Test
  void startingOverLeavesNothingOfTheModelAndEverythingOfOthers() throws Exception {
    fill(tiles(5, 2));
    GalleryStore other = new GalleryStore(redis, "ba9876543210", STEPS);
    other.startOver(3, List.of());
    Map<String, Map<String, String>> before = dump();
    store.startOver(1, List.of());
    before.keySet().removeIf(key -> key.contains(MODEL));
    Map<String, Map<String, String>> after = dump();
    assertThat(after.keySet().stream().filter(key -> key.contains(MODEL)))
        .containsExactly("cv:0123456789ab:manifest");
    after.keySet().removeIf(key -> key.contains(MODEL));
    assertThat(after).isEqualTo(before).isNotEmpty();
  }

  @Test
  void twoWritersDoNotDisturbEachOther() throws Exception {
    List<TileChange.Write> tiles = tiles(200, 5);
    String generation = store.startOver(0, List.of()).generation();
    store.endRefill(generation);
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 2; w++) {
      int writer = w;
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = writer; i < tiles.size(); i += 2) {
                      applyUntilDone(generation, tiles.get(i));
                    }
                  }));
    }
    for (Thread thread : writers) {
      thread.join();
    }
    Manifest manifest = store.completeIfWhole(generation);
    assertThat(manifest.state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(manifest.written()).isEqualTo(200);
    assertThat(store.findLoss()).isEmpty();
  }

  private void applyUntilDone(String generation, TileChange change) {
    while (true) {
      try {
        store.apply(generation, List.of(change), Map.of());
        return;
      } catch (GalleryChangedException e) {
        assertThat(e).hasMessageContaining("Others changed the gallery");
      }
    }
  }

  @Test
  void oneWriterAtATimeHoldsTheRightToRefill() throws Exception {
    RefillLease first = new RefillLease(redis, MODEL, "first", Duration.ofSeconds(20));
    RefillLease second = new RefillLease(redis, MODEL, "second", Duration.ofMillis(200));
    assertThat(first.hold()).isTrue();
    assertThat(first.hold()).as("renewed").isTrue();
    assertThat(second.hold()).isFalse();
    second.release();
    assertThat(second.hold()).isFalse();
    first.release();
    assertThat(second.hold()).isTrue();
    Thread.sleep(400);
    assertThat(first.hold()).as("the second one's has expired").isTrue();
  }

  @Test
  void whileRedisIsDownEveryCallSaysSoAndAfterwardsItWorksAgain() {
    server.stop();
    assertThatThrownBy(store::manifest)
        .isInstanceOf(GalleryUnavailableException.class)
        .hasMessageContaining("Redis at 127.0.0.1:" + server.uri().getPort());
    assertThatThrownBy(() -> store.startOver(0, List.of()))
        .isInstanceOf(GalleryUnavailableException.class);
    server.startAgain();
    assertThat(store.manifest()).isEmpty();
  }

  @Test
  void anUrlThatIsNoneIsNamedInTheError() {
    assertThatThrownBy(() -> GalleryRedis.connect("localhost:6379"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("crossview.redis.url")
        .hasMessageContaining("'localhost:6379'");
  }

  private Manifest fill(List<TileChange.Write> tiles) throws GalleryChangedException {
    String generation = store.startOver(0, List.of()).generation();
    store.apply(generation, List.copyOf(tiles), Map.of());
    store.endRefill(generation);
    return store.completeIfWhole(generation);
  }

  private GalleryEpoch load(Shards shards) throws IncompleteGalleryException {
    return new GalleryLoader(new GalleryReader(redis, MODEL, STEPS), shards, STEPS, LENGTH).load();
  }

  /** Every key with its content. */
  private static Map<String, Map<String, String>> dump() {
    return redis.call(
        client -> {
          Map<String, Map<String, String>> dump = new HashMap<>();
          for (String key : client.keys("*")) {
            if (client.type(key).equals("set")) {
              dump.put(key, Map.of("members", new HashSet<>(client.smembers(key)).toString()));
            } else {
              Map<String, String> hash = new HashMap<>();
              client
                  .hgetAll(GalleryKeys.bytes(key))
                  .forEach((k, v) -> hash.put(GalleryKeys.text(k), Arrays.toString(v)));
              dump.put(key, hash);
            }
          }
          return dump;
        });
  }

  private static List<TileChange.Write> tiles(int count, int cells) {
    Random random = new Random(count);
    ImportRef of = ImportRef.newBuilder().setId("import").setExpectedTiles(count).build();
    List<TileChange.Write> tiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "tile/" + random.nextInt(100_000) + "-" + i;
      tiles.add(
          new TileChange.Write(
              new TileKey(MODEL, "c" + i % cells, id),
              TileRef.newBuilder().setId(id).setSource("test").build(),
              of,
              descriptors(random).stream().map(Float16::encode).toList()));
    }
    return tiles;
  }

  private static List<float[]> descriptors(Random random) {
    List<float[]> steps = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      float[] values = new float[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        values[i] = (float) random.nextGaussian();
      }
      steps.add(values);
    }
    return steps;
  }

  private static List<GalleryQuery> queries(int count) {
    Random random = new Random(-count);
    List<GalleryQuery> queries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      queries.add(new GalleryQuery(descriptors(random), Optional.empty()));
    }
    return queries;
  }

  private static GalleryIndex inMemory(List<TileChange.Write> tiles) {
    GalleryIndexBuilder builder = GalleryIndex.builder(STEPS, LENGTH);
    for (TileChange.Write tile : tiles) {
      builder.add(tile.ref(), tile.descriptors().stream().map(Float16::decode).toList());
    }
    return builder.build();
  }
}
