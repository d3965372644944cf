package org.crossview.sirnet.evaluation;

import java.util.Arrays;

/**
 * The descriptors of many images, in the order in which they are compared: blocks of {@value
 * #LANES} images, and in a block first the first value of every image, then the second. A loop over
 * the images of a block then does the same thing to neighbouring floats, which is what the JVM
 * turns into vector instructions, and images with equal descriptors get exactly equal distances.
 *
 * <p>Holds {@code images * steps * length} floats and nothing else. Several threads may set
 * different images.
 */
public final class DescriptorBlocks {
  /** Images of a block. */
  static final int LANES = 1024;

  private final int images;
  private final int steps;
  private final int length;

  /** [step][block][value][lane]. */
  private final float[][][][] blocks;

  /**
   * Makes room; all descriptors are 0 until they are set.
   *
   * @param images number of images, at least 0
   * @param steps T, at least 1
   * @param length D, at least 1
   */
  public DescriptorBlocks(int images, int steps, int length) {
    if (images < 0 || steps < 1 || length < 1) {
      throw new IllegalArgumentException(
          "Descriptors need at least 0 images, 1 step and 1 value, got %d, %d and %d"
              .formatted(images, steps, length));
    }
    this.images = images;
    this.steps = steps;
    this.length = length;
    int count = Math.ceilDiv(images, LANES);
    this.blocks = new float[steps][count][length][];
    for (float[][][] step : blocks) {
      for (int b = 0; b < count; b++) {
        for (int d = 0; d < length; d++) {
          step[b][d] = new float[Math.min(LANES, images - b * LANES)];
        }
      }
    }
  }

  /**
   * Keeps a copy of descriptors.
   *
   * @param descriptors [N][T][D], N at least 1
   */
  public static DescriptorBlocks of(float[][][] descriptors) {
    var blocks =
        new DescriptorBlocks(descriptors.length, descriptors[0].length, descriptors[0][0].length);
    for (int i = 0; i < descriptors.length; i++) {
      blocks.set(i, descriptors[i]);
    }
    return blocks;
  }

  private DescriptorBlocks(int images, int steps, int length, float[][][][] blocks) {
    this.images = images;
    this.steps = steps;
    this.length = length;
    this.blocks = blocks;
  }

  /**
   * Keeps a copy of an image's descriptors.
   *
   * @param descriptors [T][D], finite
   * @throws IllegalArgumentException if the sizes are others, or a value is NaN or infinite
   */
  public void set(int image, float[][] descriptors) {
    if (descriptors.length != steps) {
      throw new IllegalArgumentException(
          "Image %d has descriptors of %d steps, expected %d"
              .formatted(image, descriptors.length, steps));
    }
    for (int t = 0; t < steps; t++) {
      setStep(image, t, descriptors[t]);
    }
  }

  private void setStep(int image, int step, float[] descriptor) {
    if (descriptor.length != length) {
      throw new IllegalArgumentException(
          "Image %d has a descriptor of %d values, expected %d"
              .formatted(image, descriptor.length, length));
    }
    float[][] rows = blocks[step][image / LANES];
    int lane = image % LANES;
    for (int d = 0; d < length; d++) {
      if (!Float.isFinite(descriptor[d])) {
        throw new IllegalArgumentException(
            "Value %d of image %d at step %d is %s; descriptors must be finite"
                .formatted(d, image, step + 1, descriptor[d]));
      }
      rows[d][lane] = descriptor[d];
    }
  }

  /**
   * The descriptors of some of the images, moved together: no second copy is made, and this object
   * must not be used any more.
   *
   * @param kept indices of images, ascending
   */
  public DescriptorBlocks keep(int[] kept) {
    int count = Math.ceilDiv(kept.length, LANES);
    float[][][][] moved = new float[steps][count][][];
    for (int t = 0; t < steps; t++) {
      for (int d = 0; d < length; d++) {
        for (int i = 0; i < kept.length; i++) {
          blocks[t][i / LANES][d][i % LANES] = blocks[t][kept[i] / LANES][d][kept[i] % LANES];
        }
      }
      for (int b = 0; b < count; b++) {
        moved[t][b] = blocks[t][b];
      }
      int last = kept.length - (count - 1) * LANES;
      for (int d = 0; count > 0 && d < length; d++) {
        moved[t][count - 1][d] = Arrays.copyOf(moved[t][count - 1][d], last);
      }
    }
    return new DescriptorBlocks(kept.length, steps, length, moved);
  }

  /** A copy of the descriptor of an image at a step, counted from 0. */
  float[] get(int image, int step) {
    float[][] rows = blocks[step][image / LANES];
    float[] descriptor = new float[length];
    for (int d = 0; d < length; d++) {
      descriptor[d] = rows[d][image % LANES];
    }
    return descriptor;
  }

  /** Number of images. */
  public int images() {
    return images;
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** D. */
  public int length() {
    return length;
  }

  /** Number of blocks; the last one may be shorter. */
  int blocks() {
    return Math.ceilDiv(images, LANES);
  }

  /** [D][images of the block]; not to be changed. */
  float[][] block(int step, int block) {
    return blocks[step][block];
  }
}
