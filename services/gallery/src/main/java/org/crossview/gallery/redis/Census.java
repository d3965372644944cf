package org.crossview.gallery.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * How many entries the parts of a gallery have. They are counted one after the other, without
 * MULTI: a Redis whose memory is full refuses whatever is to be queued, even to be read.
 *
 * @param manifest empty where there is none
 * @param places entries in the hash of places
 * @param isSteady whether all cells that Redis knows were counted, and nobody wrote meanwhile; then
 *     the numbers are those of one moment
 * @param cells counts of each
 */
record Census(Optional<Manifest> manifest, long places, boolean isSteady, List<CellCount> cells) {
  /**
   * Entries of a cell.
   *
   * @param tiles in the hash of tiles
   * @param descriptors per step
   */
  record CellCount(String cell, long tiles, List<Long> descriptors) {}

  private record Counting(Response<Long> tiles, List<Response<Long>> descriptors) {}

  /**
   * What every writer changes. The manifest alone would not do: a tile that moves to another cell
   * may leave it as it is.
   */
  private record Mark(
      Response<Map<String, String>> manifest, Response<Map<String, String>> positions) {
    static Mark read(AbstractPipeline pipeline, GalleryKeys keys) {
      return new Mark(pipeline.hgetAll(keys.manifest()), pipeline.hgetAll(keys.positions()));
    }

    boolean isSameAs(Mark other) {
      return manifest.get().equals(other.manifest.get())
          && positions.get().equals(other.positions.get());
    }
  }

  static Census take(GalleryRedis redis, GalleryKeys keys, int steps, List<String> cells) {
    return redis.call(
        client -> {
          try (AbstractPipeline pipeline = client.pipelined()) {
            Mark before = Mark.read(pipeline, keys);
            Response<Set<String>> known = pipeline.smembers(keys.cells());
            Response<Long> places = pipeline.hlen(keys.places());
            List<Counting> counting = new ArrayList<>(cells.size());
            for (String cell : cells) {
              List<Response<Long>> descriptors = new ArrayList<>(steps);
              for (int step = 1; step <= steps; step++) {
                descriptors.add(pipeline.hlen(keys.descriptors(cell, step)));
              }
              counting.add(new Counting(pipeline.hlen(keys.tiles(cell)), descriptors));
            }
            Mark after = Mark.read(pipeline, keys);
            pipeline.sync();
            List<CellCount> counts = new ArrayList<>(cells.size());
            for (int i = 0; i < cells.size(); i++) {
              Counting of = counting.get(i);
              counts.add(
                  new CellCount(
                      cells.get(i),
                      of.tiles().get(),
                      of.descriptors().stream().map(Response::get).toList()));
            }
            return new Census(
                Manifest.decode(before.manifest().get()),
                places.get(),
                before.isSameAs(after) && new HashSet<>(cells).equals(known.get()),
                counts);
          }
        });
  }

  /** What is missing, in a sentence; empty where all numbers agree. */
  Optional<String> loss() {
    if (manifest.isEmpty()) {
      return Optional.of("the manifest is gone");
    }
    for (CellCount cell : cells) {
      for (int step = 1; step <= cell.descriptors().size(); step++) {
        long there = cell.descriptors().get(step - 1);
        if (there != cell.tiles()) {
          return Optional.of(
              "cell %s holds %d tiles and %d descriptors of step %d"
                  .formatted(cell.cell(), cell.tiles(), there, step));
        }
      }
    }
    long sum = cells.stream().mapToLong(CellCount::tiles).sum();
    long expected = manifest.get().tiles();
    return sum == expected && places == expected
        ? Optional.empty()
        : Optional.of(
            "%d tiles should be there, the cells hold %d and the places %d"
                .formatted(expected, sum, places));
  }
}
