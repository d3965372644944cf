package org.crossview.gallery.redis;

/**
 * Where a tile lies in the gallery.
 *
 * @param cell its H3 cell, or {@code none}
 * @param revision of the tile; a lower one does not replace it
 */
record Place(String cell, long revision) {
  String encode() {
    return cell + " " + revision;
  }

  static Place decode(String text) {
    int space = text.indexOf(' ');
    return new Place(text.substring(0, space), Long.parseLong(text.substring(space + 1)));
  }
}
