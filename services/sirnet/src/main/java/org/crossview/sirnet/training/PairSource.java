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
}
