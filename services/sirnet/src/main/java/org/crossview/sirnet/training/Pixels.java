package org.crossview.sirnet.training;

import java.util.SplittableRandom;

/** Changes of 8-bit blue green red images, in place; arrays of height * width * 3 bytes. */
final class Pixels {
  /** Normal noise is drawn once and read from random places: drawing it anew would be slow. */
  private static final float[] NOISE = noise();

  private Pixels() {}

  /** Moves column j to column j + columns, around the width. */
  static void roll(byte[] image, int height, int width, int columns) {
    int shift = Math.floorMod(columns, width) * 3;
    if (shift == 0) {
      return;
    }
    int row = width * 3;
    byte[] end = new byte[shift];
    for (int start = 0; start < height * row; start += row) {
      System.arraycopy(image, start + row - shift, end, 0, shift);
      System.arraycopy(image, start, image, start + shift, row - shift);
      System.arraycopy(end, 0, image, start, shift);
    }
  }

  /** Moves column j to column width - 1 - j. */
  static void mirror(byte[] image, int height, int width) {
    for (int y = 0; y < height; y++) {
      int left = y * width * 3;
      int right = left + (width - 1) * 3;
      for (; left < right; left += 3, right -= 3) {
        for (int c = 0; c < 3; c++) {
          byte value = image[left + c];
          image[left + c] = image[right + c];
          image[right + c] = value;
        }
      }
    }
  }

  /** For each value 0..255: {@code ((v - 128) contrast + 128 + brightness) gain}, clipped. */
  static byte[] table(double contrast, double brightness, double gain) {
    byte[] table = new byte[256];
    for (int v = 0; v < 256; v++) {
      table[v] = clip(((v - 128) * contrast + 128 + brightness) * gain);
    }
    return table;
  }

  static void map(byte[] image, byte[][] tables) {
    for (int i = 0; i < image.length; i += 3) {
      image[i] = tables[0][image[i] & 255];
      image[i + 1] = tables[1][image[i + 1] & 255];
      image[i + 2] = tables[2][image[i + 2] & 255];
    }
  }

  /** The luma of ITU-R BT.601 in all three channels. */
  static void grey(byte[] image) {
    for (int i = 0; i < image.length; i += 3) {
      int luma =
          (29 * (image[i] & 255) + 150 * (image[i + 1] & 255) + 77 * (image[i + 2] & 255)) >> 8;
      image[i] = (byte) luma;
      image[i + 1] = (byte) luma;
      image[i + 2] = (byte) luma;
    }
  }

  /** Weights 1 2 1 along the rows, then along the columns; the border keeps its values. */
  static void blur(byte[] image, int height, int width) {
    int row = width * 3;
    byte[] source = image.clone();
    for (int y = 0; y < height; y++) {
      for (int i = y * row + 3; i < (y + 1) * row - 3; i++) {
        image[i] = weighted(source[i - 3], source[i], source[i + 3]);
      }
    }
    System.arraycopy(image, 0, source, 0, image.length);
    for (int i = row; i < image.length - row; i++) {
      image[i] = weighted(source[i - row], source[i], source[i + row]);
    }
  }

  private static byte weighted(byte a, byte b, byte c) {
    return (byte) (((a & 255) + 2 * (b & 255) + (c & 255) + 2) >> 2);
  }

  static void addNoise(byte[] image, double deviation, SplittableRandom random) {
    int position = random.nextInt(NOISE.length);
    // An odd stride through a power of two visits every entry before it repeats.
    int stride = random.nextInt(NOISE.length / 2) * 2 + 1;
    for (int i = 0; i < image.length; i++) {
      image[i] = clip((image[i] & 255) + deviation * NOISE[position]);
      position = (position + stride) & (NOISE.length - 1);
    }
  }

  private static byte clip(double value) {
    return (byte) Math.max(0, Math.min(255, (int) Math.round(value)));
  }

  private static float[] noise() {
    var random = new SplittableRandom(7);
    float[] noise = new float[1 << 16];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
