package org.crossview.gallery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.Shards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Counting a gallery in a real redis-server that is full, or that somebody writes into. */
class GalleryCensusIT {
  @RegisterExtension static final StoredGallery gallery = new StoredGallery();

  private final GalleryRedis redis = gallery.redis();
  private final GalleryStore store = gallery.store();

  @AfterEach
  void thereIsRoomAgain() {
    redis.call(client -> client.configSet("maxmemory", "0"));
  }

  @Test
  void aWholeGalleryIsLoadedFromARedisThatIsFullAndWhatCannotBeWrittenSaysWhy() throws Exception {
    Manifest manifest = gallery.fill(StoredGallery.tiles(30, 3));
    redis.call(client -> client.configSet("maxmemory", "1"));

    assertThat(store.findLoss()).isEmpty();
    assertThat(gallery.load(Shards.ONE).index().size()).isEqualTo(30);
    assertThatThrownBy(
            () ->
                store.apply(
                    manifest.generation(), List.copyOf(StoredGallery.tiles(1, 1)), Map.of()))
        .isInstanceOf(GalleryUnavailableException.class)
        .hasMessageContaining("cannot be used: EXECABORT")
        .hasMessageContaining("OOM command not allowed");
  }

  @Test
  void aLossIsFoundInARedisThatIsFull() throws Exception {
    gallery.fill(StoredGallery.tiles(30, 3));
    redis.call(client -> client.del("cv:{0123456789ab:c1}:d:2"));
    redis.call(client -> client.configSet("maxmemory", "1"));
    assertThat(store.findLoss()).get().asString().contains("cell c1", "descriptors of step 2");
  }

  @Test
  void tilesThatMoveWhileTheyAreCountedAreNoLoss() throws Exception {
    // So many cells that Redis serves others between two of a census.
    List<TileChange.Write> tiles = StoredGallery.tiles(300, 300);
    Manifest manifest = gallery.fill(tiles);
    AtomicBoolean counted = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform().start(() -> move(manifest.generation(), tiles.getFirst(), counted));
    List<String> losses = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      store.findLoss().ifPresent(losses::add);
    }
    counted.set(true);
    writer.join();
    assertThat(store.positions().get("tiles.embedded/0")).isGreaterThan(10);
    assertThat(losses).isEmpty();
    assertThat(store.findLoss()).isEmpty();
  }

  /** Moves a tile between the first cell of a census and the last, which the manifest ignores. */
  private void move(String generation, TileChange.Write tile, AtomicBoolean enough) {
    for (long offset = 1; !enough.get(); offset++) {
      TileChange.Write moved =
          new TileChange.Write(
              new TileKey(StoredGallery.MODEL, offset % 2 == 0 ? "c0" : "z", tile.key().tile()),
              tile.ref(),
              tile.tileImport(),
              tile.descriptors(),
              offset);
      try {
        store.apply(generation, List.of(moved), Map.of("tiles.embedded/0", offset));
      } catch (GalleryChangedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
