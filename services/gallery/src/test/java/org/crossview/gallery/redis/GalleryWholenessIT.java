package org.crossview.gallery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crossview.gallery.Shards;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.proto.v1.ImportRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * When a gallery is whole, and how one that is not is told from one that is; against a real
 * redis-server.
 */
class GalleryWholenessIT {
  @RegisterExtension static final StoredGallery gallery = new StoredGallery();

  private final GalleryRedis redis = gallery.redis();
  private final GalleryStore store = gallery.store();

  @Test
  void aGalleryThatIsBeingBuiltIsNotLoaded() throws Exception {
    List<TileChange.Write> tiles = StoredGallery.tiles(10, 2);
    String generation = store.startOver(0, List.of()).generation();
    store.endRefill(generation);
    store.apply(generation, List.copyOf(tiles.subList(0, 9)), Map.of());
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.BUILDING);
    assertThatThrownBy(() -> gallery.load(Shards.ONE))
        .isInstanceOf(IncompleteGalleryException.class)
        .hasMessageContaining("9 of 10 tiles written");

    store.apply(generation, List.of(tiles.get(9)), Map.of());
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(gallery.load(Shards.ONE).index().size()).isEqualTo(10);
  }

  @Test
  void aGalleryWithoutAnImportIsNotWholeNorOneThatIsBeingRefilled() throws Exception {
    String generation = store.startOver(4, List.of()).generation();
    ImportProgress whole = new ImportProgress("old", 3, 3, 0, true);
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.REFILLING);
    assertThat(store.endRefill(generation).state()).isEqualTo(Manifest.State.BUILDING);
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.BUILDING);

    String next = store.startOver(4, List.of(whole)).generation();
    store.apply(next, List.copyOf(StoredGallery.tiles(1, 1)), Map.of());
    store.endRefill(next);
    Manifest open = store.completeIfWhole(next);
    assertThat(open.state()).as("its import has 1 of 1 tiles").isEqualTo(Manifest.State.COMPLETE);
    assertThat(open.epoch()).isEqualTo(5);
    assertThat(open.expected()).isEqualTo(4);
  }

  @Test
  void rejectionsOfAnImportThatNeverComesKeepTheGalleryCompleteAndDoNotMakeAnEmptyOneSo()
      throws Exception {
    ImportRef foreign = ImportRef.newBuilder().setId("foreign").setExpectedTiles(1).build();
    TileChange rejection = new TileChange.Reject(foreign, "bad");
    String generation = store.startOver(0, List.of()).generation();
    store.endRefill(generation);
    store.apply(generation, List.of(rejection), Map.of());
    store.abandon(generation, List.of("foreign"));
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.BUILDING);

    store.apply(generation, List.copyOf(StoredGallery.tiles(3, 1)), Map.of());
    Manifest complete = store.completeIfWhole(generation);
    assertThat(complete.state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(complete.expected()).isEqualTo(3);
    ImportRef another = foreign.toBuilder().setId("another").setExpectedTiles(9).build();
    assertThat(store.apply(generation, List.of(new TileChange.Reject(another, "x")), Map.of()))
        .isEqualTo(complete);
  }

  @Test
  void anAbandonedImportIsWholeWithTheTilesItHasAndOthersAreLeftAlone() throws Exception {
    List<TileChange.Write> tiles = StoredGallery.tiles(10, 2);
    String generation = store.startOver(0, List.of()).generation();
    store.endRefill(generation);
    store.apply(generation, List.copyOf(tiles.subList(0, 4)), Map.of());
    store.abandon(generation, List.of("another"));
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.BUILDING);
    store.abandon(generation, List.of("import"));
    assertThat(store.completeIfWhole(generation).state()).isEqualTo(Manifest.State.COMPLETE);
    assertThat(gallery.load(Shards.ONE).index().size()).isEqualTo(4);
    assertThat(store.imports()).containsExactly(new ImportProgress("import", 10, 4, 0, true));
  }

  @Test
  void nothingIsWrittenIntoAGalleryThatWasEmptiedMeanwhile() {
    String generation = store.startOver(0, List.of()).generation();
    redis.call(client -> client.flushAll());
    assertThatThrownBy(
            () -> store.apply(generation, List.copyOf(StoredGallery.tiles(1, 1)), Map.of()))
        .isInstanceOf(GalleryChangedException.class);
    assertThat(gallery.dump()).isEmpty();

    String other = store.startOver(0, List.of()).generation();
    assertThat(other).isNotEqualTo(generation);
    assertThatThrownBy(
            () -> store.apply(generation, List.copyOf(StoredGallery.tiles(1, 1)), Map.of()))
        .isInstanceOf(GalleryChangedException.class);
  }

  @Test
  void aLostKeyIsFoundAndNeitherLoadedNorMadeAnEpoch() throws Exception {
    Manifest manifest = gallery.fill(StoredGallery.tiles(30, 3));
    for (String key : List.of("cv:{0123456789ab:c1}:d:2", "cv:{0123456789ab:c1}:tiles")) {
      assertThat(store.findLoss()).isEmpty();
      redis.call(client -> client.rename(key, "elsewhere"));
      assertThat(store.findLoss()).isPresent();
      assertThatThrownBy(() -> gallery.load(Shards.ONE))
          .isInstanceOf(IncompleteGalleryException.class);
      redis.call(client -> client.rename("elsewhere", key));
    }
    for (String key : List.of("tiles", "d:1", "d:2", "d:3")) {
      redis.call(client -> client.del("cv:{0123456789ab:c1}:" + key));
    }
    assertThat(store.findLoss()).get().asString().contains("30 tiles should be there");
    store.apply(manifest.generation(), List.copyOf(StoredGallery.tiles(1, 1)), Map.of());
    assertThatThrownBy(() -> store.completeIfWhole(manifest.generation()))
        .isInstanceOf(GalleryChangedException.class)
        .hasMessageContaining("lost");
  }

  @Test
  void twoWritersDoNotDisturbEachOther() throws Exception {
    List<TileChange.Write> tiles = StoredGallery.tiles(200, 5);
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
}
