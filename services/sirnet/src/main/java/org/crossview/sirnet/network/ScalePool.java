package org.crossview.sirnet.network;

/**
 * One axis of the average pooling that shrinks a map to the scale alpha without padding (paper,
 * section III-C2): stride floor(1 / alpha), kernel {@code size - stride * (output - 1)}, which
 * reaches exactly to the last element.
 *
 * @param output elements left
 * @param stride elements from one window to the next
 * @param kernel elements of a window
 */
record ScalePool(int output, int stride, int kernel) {
  /**
   * @param alpha scale, more than 0 and less than 1
   * @param size elements of the axis
   */
  static ScalePool of(double alpha, int size) {
    // The small number keeps 0.3 * 10 from becoming 2.
    int output = (int) Math.floor(alpha * size + 1e-9);
    int stride = (int) Math.floor(1 / alpha + 1e-9);
    if (output < 1) {
      throw new IllegalArgumentException(
          "A scale of %s leaves nothing of %d elements".formatted(alpha, size));
    }
    return new ScalePool(output, stride, size - stride * (output - 1));
  }
}
