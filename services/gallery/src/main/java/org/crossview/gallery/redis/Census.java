package org.crossview.gallery.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Response;

/**
 * How many entries the parts of a gallery have, all at one moment.
 *
 * @param manifest empty where there is none
 * @param places entries in the hash of places
 * @param isComplete whether all cells that Redis knows were counted
 * @param cells counts of each
 */
record Census(Optional<Manifest> manifest, long places, boolean isComplete, List<CellCount> cells) {
  /**
   * Entries of a cell.
   *
   * @param tiles in the hash of tiles
   * @param descriptors per step
   */
  record CellCount(String cell, long tiles, List<Long> descriptors) {}

  private record Counting(Response<Long> tiles, List<Response<Long>> descriptors) {}

  static Census take(GalleryRedis redis, GalleryKeys keys, int steps, List<String> cells) {
    return redis.call(
        client -> {
          try (AbstractTransaction transaction = client.transaction(true)) {
            Response<Map<String, String>> manifest = transaction.hgetAll(keys.manifest());
            Response<Set<String>> known = transaction.smembers(keys.cells());
            Response<Long> places = transaction.hlen(keys.places());
            List<Counting> counting = new ArrayList<>(cells.size());
            for (String cell : cells) {
              List<Response<Long>> descriptors = new ArrayList<>(steps);
              for (int step = 1; step <= steps; step++) {
                descriptors.add(transaction.hlen(keys.descriptors(cell, step)));
              }
              counting.add(new Counting(transaction.hlen(keys.tiles(cell)), descriptors));
            }
            transaction.exec();
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
                Manifest.decode(manifest.get()),
                places.get(),
                new HashSet<>(cells).equals(known.get()),
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
