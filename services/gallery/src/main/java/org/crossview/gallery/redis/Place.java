package org.crossview.gallery.redis;

/**
 * Where a tile lies in the gallery.
 *
 * @param cell its H3 cell, or {@code none}
 * @param revision of the tile; a lower one does not replace it
 * @param embeddedAtUs microseconds since the Unix epoch; of equal revisions in two cells the later
 *     one stays. 0 = not known
 */
record Place(String cell, long revision, long embeddedAtUs) {
  String encode() {
    return cell + " " + revision + " " + embeddedAtUs;
  }

  /** Texts of before the time was noted have two parts. */
  static Place decode(String text) {
    String[] parts = text.split(" ");
    return new Place(
        parts[0], Long.parseLong(parts[1]), parts.length < 3 ? 0 : Long.parseLong(parts[2]));
  }
}
