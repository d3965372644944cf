package org.crossview.sirnet.pretrained;

import java.nio.file.Path;

/**
 * Whether ImageNet's first kernels are in the order that this network feeds: channels blue, green,
 * red, and rows and columns from the top left. Other collections hold the same numbers in another
 * order and with the same shape, and would train without an error, only worse. They are recognised
 * by the top left corner of the first kernel; weights of another training have other numbers, and
 * pass.
 */
final class KernelOrder {
  /** Blue, green and red in the top left corner of the first output channel. */
  private static final float[] CORNER = {0.42947057f, 0.55037946f, 0.4800154f};

  private static final float TOLERANCE = 1e-4f;
  private static final int CHANNELS = 3;
  private static final int SIDE = 3;

  private KernelOrder() {}

  static void check(Path path, ConvolutionWeights first) {
    int last = SIDE - 1;
    if (matches(first, 0, false)) {
      return;
    }
    if (matches(first, 0, true)) {
      throw new IllegalArgumentException(
          ("%s takes channels in the order red, green, blue; this network feeds blue, green, red, as"
                  + " Keras's own file does: give that one")
              .formatted(path));
    }
    if (matches(first, last * SIDE + last, false)) {
      throw new IllegalArgumentException(
          "%s holds kernels turned by half a circle (th_kernels): give the file with tf_kernels"
              .formatted(path));
    }
  }

  private static boolean matches(ConvolutionWeights first, int place, boolean reversed) {
    int out = first.layer().channels();
    for (int channel = 0; channel < CHANNELS; channel++) {
      float value = first.kernel()[(place * CHANNELS + channel) * out];
      float expected = CORNER[reversed ? CHANNELS - 1 - channel : channel];
      if (Math.abs(value - expected) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }
}
