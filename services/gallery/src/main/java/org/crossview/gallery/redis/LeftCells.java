package org.crossview.gallery.redis;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * By tile the cells under which {@code tiles.embedded} still holds a record of it, beside the one
 * where it lies: a tile that moved has another key, and compaction keeps the last record of every
 * key. Once the tile is removed these records have to go too, or a refill would bring it back.
 */
final class LeftCells {
  private final Map<String, Set<String>> cells = new HashMap<>();
  private final Set<String> touched = new LinkedHashSet<>();

  /**
   * @param known of the tiles that the changes name
   */
  LeftCells(Map<String, Set<String>> known) {
    known.forEach((tile, of) -> cells.put(tile, new TreeSet<>(of)));
  }

  /** The topic holds a record of the tile there, and it is not the one in the gallery. */
  void add(String tile, String cell) {
    if (cells.computeIfAbsent(tile, t -> new TreeSet<>()).add(cell)) {
      touched.add(tile);
    }
  }

  /** The record there is the one in the gallery, or is gone from the topic. */
  void remove(String tile, String cell) {
    if (cells.containsKey(tile) && cells.get(tile).remove(cell)) {
      touched.add(tile);
    }
  }

  /** The cells of tiles for which they change; an empty set where none is left. */
  Map<String, Set<String>> changed() {
    Map<String, Set<String>> changed = new LinkedHashMap<>();
    touched.forEach(tile -> changed.put(tile, cells.get(tile)));
    return changed;
  }

  static String encode(Collection<String> cells) {
    return String.join(" ", cells);
  }

  static Set<String> decode(String text) {
    return new TreeSet<>(Set.of(text.split(" ")));
  }
}
