package org.crossview.embedding.batch;

import java.util.List;
import org.crossview.core.image.BgrImage;

/**
 * One branch of the network: ground for panoramas, aerial for tiles.
 *
 * @param name {@code ground} or {@code aerial}
 * @param height rows that it takes, pixels
 * @param width columns that it takes, pixels
 * @param network computes the descriptors
 */
public record Branch(String name, int height, int width, Network network) {
  /** The computation. */
  @FunctionalInterface
  public interface Network {
    /**
     * Computes the descriptors of a batch.
     *
     * @param images B of them, each of the branch's height and width
     * @return {@code [B][T][D]}: for each image T descriptors of D values, each L2-normalised
     */
    float[][][] describe(List<BgrImage> images);
  }

  /** One image of mid grey, to warm the branch up and to see whether it works. */
  public BgrImage grey() {
    byte[] bgr = new byte[height * width * 3];
    java.util.Arrays.fill(bgr, (byte) 128);
    return new BgrImage(height, width, bgr);
  }
}
