package org.crossview.sirnet.training;

/**
 * Pairs of a prepared panorama and the prepared tile of its place. Reading may happen on several
 * threads at once.
 */
public interface PairSource {
  /** Number of pairs. */
  int size();

  /**
   * Reads one pair.
   *
   * @param index 0 to size - 1; neighbouring indices may be neighbouring places
   * @param ground filled with height * width * 3 bytes, row by row, blue green red
   * @param aerial likewise, of the aerial size
   */
  void read(int index, byte[] ground, byte[] aerial);

  /**
   * Whether the tile of one pair shows the place of another's panorama so nearly that it is no
   * wrong answer for it. Such tiles are neither negatives in training nor misses in validation.
   * True for a pair with itself.
   */
  default boolean isSamePlace(int panorama, int tile) {
    return panorama == tile;
  }

  /**
   * What a pair's tile is known by: equal for pairs whose tiles are the same image. Several
   * panoramas may belong to one tile, which a gallery holds once.
   *
   * @param index 0 to size - 1
   */
  default Object tileOf(int index) {
    return index;
  }
}
