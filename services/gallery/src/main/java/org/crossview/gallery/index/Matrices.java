package org.crossview.gallery.index;

/** Flat arrays that hold the descriptors of one step. */
final class Matrices {
  private Matrices() {}

  /**
   * Room for {@code rows * length} values.
   *
   * @throws IllegalArgumentException if a Java array cannot hold them; the message names the remedy
   */
  static float[] allocate(int rows, int length) {
    long values = (long) rows * length;
    if (values > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d tiles with descriptors of %d values do not fit into one index (at most %d tiles do); raise crossview.gallery.shards"
              .formatted(rows, length, (Integer.MAX_VALUE - 8) / length));
    }
    return new float[(int) values];
  }
}
