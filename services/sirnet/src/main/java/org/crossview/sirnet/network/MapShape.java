package org.crossview.sirnet.network;

/**
 * The shape of a feature map, or of a descriptor before it is flattened row by row.
 *
 * @param rows height
 * @param columns width
 * @param channels values in each place
 */
public record MapShape(int rows, int columns, int channels) {
  /** All values. */
  public int size() {
    return rows * columns * channels;
  }
}
