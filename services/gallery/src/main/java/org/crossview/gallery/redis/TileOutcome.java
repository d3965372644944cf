package org.crossview.gallery.redis;

/** What became of a tile of an import. */
enum TileOutcome {
  WRITTEN,
  REJECTED;

  String code() {
    return this == WRITTEN ? "w" : "r";
  }

  static TileOutcome of(String code) {
    return switch (code) {
      case "w" -> WRITTEN;
      case "r" -> REJECTED;
      default -> throw new IllegalArgumentException("No outcome of a tile: " + code);
    };
  }
}
