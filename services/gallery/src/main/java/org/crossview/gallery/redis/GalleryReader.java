package org.crossview.gallery.redis;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.crossview.proto.v1.TileRef;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Reads the gallery of one model. Every method throws {@link GalleryUnavailableException}. */
public final class GalleryReader {
  private static final int SCAN_COUNT = 1_000;
  private static final int CENSUS_TRIES = 5;

  private final GalleryRedis redis;
  private final GalleryKeys keys;
  private final int steps;

  /**
   * @param model version of the model
   * @param steps T
   */
  public GalleryReader(GalleryRedis redis, String model, int steps) {
    this.redis = redis;
    this.keys = new GalleryKeys(model);
    this.steps = steps;
  }

  /** The manifest; empty where Redis holds no gallery of the model. */
  public Optional<Manifest> manifest() {
    return Manifest.decode(redis.call(client -> client.hgetAll(keys.manifest())));
  }

  /** The imports that hold the gallery up, by id: begun, with tiles that are awaited. */
  public List<ImportProgress> openImports() {
    return new PlanInputs(redis, keys)
        .imports().values().stream()
            .filter(ImportProgress::isOpen)
            .sorted(Comparator.comparing(ImportProgress::id))
            .toList();
  }

  /** The cells that hold tiles, in order. */
  public Set<String> cells() {
    Set<String> cells = redis.call(client -> client.smembers(keys.cells()));
    return new TreeSet<>(cells);
  }

  /** The tiles of a cell. */
  public List<TileRef> tiles(String cell) {
    byte[] key = keys.tiles(cell);
    Set<String> seen = new HashSet<>();
    List<TileRef> tiles = new ArrayList<>();
    byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
    do {
      byte[] from = cursor;
      ScanResult<Map.Entry<byte[], byte[]>> chunk =
          redis.call(client -> client.hscan(key, from, new ScanParams().count(SCAN_COUNT)));
      for (Map.Entry<byte[], byte[]> entry : chunk.getResult()) {
        // HSCAN may return an entry twice while the hash grows.
        if (seen.add(GalleryKeys.text(entry.getKey()))) {
          tiles.add(parse(cell, entry.getValue()));
        }
      }
      cursor = chunk.getCursorAsBytes();
    } while (!"0".equals(GalleryKeys.text(cursor)));
    return tiles;
  }

  /**
   * Descriptors of tiles of one cell.
   *
   * @param tiles ids, as many as the caller wants to hold at once
   * @return per step 1..T one value per tile, little-endian float16; null where it is missing
   */
  public List<List<byte[]>> descriptors(String cell, List<String> tiles) {
    byte[][] fields = tiles.stream().map(GalleryKeys::bytes).toArray(byte[][]::new);
    return redis.call(
        client -> {
          try (AbstractPipeline pipeline = client.pipelined()) {
            List<Response<List<byte[]>>> answers = new ArrayList<>(steps);
            for (int step = 1; step <= steps; step++) {
              answers.add(pipeline.hmget(keys.descriptors(cell, step), fields));
            }
            pipeline.sync();
            return answers.stream().map(Response::get).toList();
          }
        });
  }

  /**
   * Looks for entries that are gone: Redis drops keys when its memory is full, and people delete
   * some. Numbers that disagree count only where nobody wrote while they were read, so that a
   * writer at work is not taken for a loss.
   *
   * @return what is missing, in a sentence; empty where the numbers of all entries agree
   */
  public Optional<String> findLoss() {
    for (int i = 0; i < CENSUS_TRIES; i++) {
      Census census = Census.take(redis, keys, steps, List.copyOf(cells()));
      Optional<String> loss = census.loss();
      if (loss.isEmpty() || census.isSteady()) {
        return loss;
      }
    }
    // Somebody wrote all the time: a gallery that changes that fast is looked at again soon.
    return Optional.empty();
  }

  private static TileRef parse(String cell, byte[] bytes) {
    try {
      return TileRef.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The gallery's cell %s holds a tile that is no TileRef".formatted(cell), e);
    }
  }
}
