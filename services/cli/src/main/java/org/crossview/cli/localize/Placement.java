package org.crossview.cli.localize;

import java.util.List;
import java.util.Optional;
import org.crossview.core.geo.LatLon;

/**
 * Where a panorama was found to be.
 *
 * @param panorama the file, as the user named it
 * @param position centre of the nearest tile, where it is known
 * @param confidence 1 + C_t of the halted step: 0.5 .. 0.88, not calibrated; 0 with a single tile
 * @param step that Algorithm 1 chose, from 1
 * @param candidates nearest first, at least one
 * @param right whether the nearest tile is one of the panorama's row; empty without a row
 */
record Placement(
    String panorama,
    Optional<LatLon> position,
    double confidence,
    int step,
    List<Candidate> candidates,
    Optional<Boolean> right) {

  /**
   * A tile that may be the answer.
   *
   * @param tile its id, the path in the folder
   * @param distance L2 between unit descriptors, 0 .. 2
   */
  record Candidate(String tile, double distance) {}

  /** The nearest tile. */
  String tile() {
    return candidates.getFirst().tile();
  }
}
