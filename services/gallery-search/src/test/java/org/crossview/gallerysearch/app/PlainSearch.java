package org.crossview.gallerysearch.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.search.Distances;

/** What the stage should answer, from the definition: all distances, sorted. */
final class PlainSearch {
  private PlainSearch() {}

  /**
   * The five nearest tiles.
   *
   * @param tiles number of tiles in the gallery, named by the prefix and their number
   */
  static List<String> nearest(String panorama, int step, int tiles, String prefix) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < tiles; i++) {
      ids.add(prefix + "-" + i);
    }
    ids.sort(
        Comparator.<String>comparingDouble(id -> distance(panorama, id, step))
            .thenComparing(Comparator.naturalOrder()));
    return ids.subList(0, Math.min(5, tiles));
  }

  /** L2 distance of what float16 leaves of the two descriptors. */
  static double distance(String panorama, String tile, int step) {
    return Distances.l2(
        Float16.decode(Float16.encode(SearchBench.descriptor(panorama, step))),
        Float16.decode(Float16.encode(SearchBench.descriptor(tile, step))));
  }
}
