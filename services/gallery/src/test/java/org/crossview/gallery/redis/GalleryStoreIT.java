package org.crossview.gallery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.Shards;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.gallery.index.GalleryQuery;
import org.crossview.proto.v1.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is written into a real redis-server, and what the loader reads from it. */
class GalleryStoreIT {
  @RegisterExtension static final StoredGallery gallery = new StoredGallery();

  private final GalleryRedis redis = gallery.redis();
  private final GalleryStore store = gallery.store();

  @Test
  void aGalleryIsLoadedAsItWasWritten() throws Exception {
    List<TileChange.Write> tiles = StoredGallery.tiles(50, 7);
    Manifest manifest = gallery.fill(tiles);
    assertThat(manifest.state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(manifest.epoch()).isEqualTo(1);
    assertThat(manifest.tiles()).isEqualTo(50);

    GalleryEpoch epoch = gallery.load(Shards.ONE);

    assertThat(epoch.manifest()).isEqualTo(manifest);
    GalleryIndex expected = StoredGallery.inMemory(tiles);
    assertThat(epoch.index().tiles()).isEqualTo(expected.tiles());
    List<GalleryQuery> queries = StoredGallery.queries(20);
    assertThat(epoch.index().search(queries, 5)).isEqualTo(expected.search(queries, 5));
  }

  @Test
  void theKeysAreThoseOfTheDesign() throws Exception {
    TileChange.Write tile = StoredGallery.tiles(1, 1).getFirst();
    gallery.fill(List.of(tile));
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
    List<TileChange> tiles = List.copyOf(StoredGallery.tiles(10, 3));
    String generation = store.startOver(0, List.of()).generation();
    store.apply(generation, tiles, Map.of("tiles.embedded/0", 10L));
    Map<String, Map<String, String>> before = gallery.dump();
    store.apply(generation, tiles, Map.of("tiles.embedded/0", 10L));
    assertThat(gallery.dump()).isEqualTo(before);
  }

  @Test
  void threeShardsTogetherGiveTheAnswerOfOne() throws Exception {
    gallery.fill(StoredGallery.tiles(90, 12));
    List<GalleryQuery> queries = StoredGallery.queries(10);
    List<GalleryEpoch> shards = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      shards.add(gallery.load(new Shards(shard, 3)));
    }
    assertThat(shards).allMatch(shard -> shard.index().size() > 0);
    assertThat(shards.stream().mapToInt(shard -> shard.index().size()).sum()).isEqualTo(90);

    var whole = gallery.load(Shards.ONE).index().search(queries, 5);
    for (int q = 0; q < queries.size(); q++) {
      for (int step = 0; step < StoredGallery.STEPS; step++) {
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
  void aRemovedTileIsGoneInTheNextEpoch() throws Exception {
    List<TileChange.Write> tiles = StoredGallery.tiles(10, 3);
    Manifest first = gallery.fill(tiles);
    Manifest during =
        store.apply(
            first.generation(), List.of(new TileChange.Remove(tiles.get(4).key())), Map.of());
    assertThat(during.state()).isEqualTo(Manifest.State.BUILDING);
    assertThat(during.tiles()).isEqualTo(9);
    Manifest second = store.completeIfWhole(first.generation());
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(gallery.load(Shards.ONE).index().tiles())
        .hasSize(9)
        .doesNotContain(tiles.get(4).ref());
  }

  @Test
  void aTileThatMovedAnswersFromItsNewCellOnly() throws Exception {
    TileChange.Write old = StoredGallery.tiles(1, 1).getFirst();
    Manifest first = gallery.fill(List.of(old));
    TileChange.Write moved =
        new TileChange.Write(
            new TileKey(StoredGallery.MODEL, "elsewhere", old.key().tile()),
            old.ref().toBuilder().setRevision(2).build(),
            old.tileImport(),
            old.descriptors(),
            0);
    store.apply(first.generation(), List.of(moved), Map.of());
    store.completeIfWhole(first.generation());
    assertThat(gallery.load(Shards.ONE).index().tiles()).containsExactly(moved.ref());
    GalleryReader reader = new GalleryReader(redis, StoredGallery.MODEL, StoredGallery.STEPS);
    assertThat(reader.tiles("c0")).isEmpty();
  }

  @Test
  void startingOverLeavesNothingOfTheModelAndEverythingOfOthers() throws Exception {
    gallery.fill(StoredGallery.tiles(5, 2));
    GalleryStore other = new GalleryStore(redis, "ba9876543210", StoredGallery.STEPS);
    other.startOver(3, List.of());
    Map<String, Map<String, String>> before = gallery.dump();
    store.startOver(1, List.of());
    before.keySet().removeIf(key -> key.contains(StoredGallery.MODEL));
    Map<String, Map<String, String>> after = gallery.dump();
    assertThat(after.keySet().stream().filter(key -> key.contains(StoredGallery.MODEL)))
        .containsExactly("cv:0123456789ab:manifest");
    after.keySet().removeIf(key -> key.contains(StoredGallery.MODEL));
    assertThat(after).isEqualTo(before).isNotEmpty();
  }

  @Test
  void oneWriterAtATimeHoldsTheRightToRefill() throws Exception {
    RefillLease first =
        new RefillLease(redis, StoredGallery.MODEL, "first", Duration.ofSeconds(20));
    RefillLease second =
        new RefillLease(redis, StoredGallery.MODEL, "second", Duration.ofMillis(200));
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
  void theRightToRefillIsTakenAndRenewedInARedisThatIsFullToo() {
    RefillLease lease =
        new RefillLease(redis, StoredGallery.MODEL, "first", Duration.ofSeconds(20));
    redis.call(client -> client.configSet("maxmemory", "1"));
    try {
      assertThat(lease.hold()).isTrue();
      assertThat(lease.hold()).as("renewed").isTrue();
    } finally {
      redis.call(client -> client.configSet("maxmemory", "0"));
    }
  }

  @Test
  void whileRedisIsDownEveryCallSaysSoAndAfterwardsItWorksAgain() {
    gallery.server().stop();
    assertThatThrownBy(store::manifest)
        .isInstanceOf(GalleryUnavailableException.class)
        .hasMessageContaining("Redis at 127.0.0.1:" + gallery.server().uri().getPort());
    assertThatThrownBy(() -> store.startOver(0, List.of()))
        .isInstanceOf(GalleryUnavailableException.class);
    gallery.server().startAgain();
    assertThat(store.manifest()).isEmpty();
  }
}
