package org.crossview.gallery.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.TileRef;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real redis-server for the tests of one class, empty before each, with a store, and the small
 * galleries that tests put into it.
 */
final class StoredGallery implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  static final String MODEL = "0123456789ab";
  static final int STEPS = 3;
  private static final int LENGTH = 16;

  private LocalRedis server;
  private GalleryRedis redis;
  private GalleryStore store;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = LocalRedis.start();
    redis = GalleryRedis.connect(server.url());
    store = new GalleryStore(redis, MODEL, STEPS);
  }

  /** Starts the server if a test stopped it, and deletes every key. */
  @Override
  public void beforeEach(ExtensionContext context) {
    server.startAgain();
    redis.call(client -> client.flushAll());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    redis.close();
    server.close();
  }

  LocalRedis server() {
    return server;
  }

  GalleryRedis redis() {
    return redis;
  }

  GalleryStore store() {
    return store;
  }

  /** A whole gallery of these tiles, epoch 1. */
  Manifest fill(List<TileChange.Write> tiles) throws GalleryChangedException {
    String generation = store.startOver(0, List.of()).generation();
    store.apply(generation, List.copyOf(tiles), Map.of());
    store.endRefill(generation);
    return store.completeIfWhole(generation);
  }

  GalleryEpoch load(Shards shards) throws IncompleteGalleryException {
    return new GalleryLoader(new GalleryReader(redis, MODEL, STEPS), shards, STEPS, LENGTH).load();
  }

  /** Every key with its content. */
  Map<String, Map<String, String>> dump() {
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

  /** Tiles of one import with random descriptors, dealt out to the cells c0, c1 and so on. */
  static List<TileChange.Write> tiles(int count, int cells) {
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
              descriptors(random).stream().map(Float16::encode).toList(),
              0));
    }
    return tiles;
  }

  static List<GalleryQuery> queries(int count) {
    Random random = new Random(-count);
    List<GalleryQuery> queries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      queries.add(new GalleryQuery(descriptors(random), Optional.empty()));
    }
    return queries;
  }

  /** The index of the same tiles without a detour through Redis. */
  static GalleryIndex inMemory(List<TileChange.Write> tiles) {
    GalleryIndexBuilder builder = GalleryIndex.builder(STEPS, LENGTH);
    for (TileChange.Write tile : tiles) {
      builder.add(tile.ref(), tile.descriptors().stream().map(Float16::decode).toList());
    }
    return builder.build();
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
}
