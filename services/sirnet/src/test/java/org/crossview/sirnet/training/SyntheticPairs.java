package org.crossview.sirnet.training;

import java.util.SplittableRandom;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;

/**
 * Pairs that look different and belong together: coarse random colours, and in the aerial view the
 * same colours inverted, darker and with noise of their own.
 */
public final class SyntheticPairs implements PairSource {
  private static final int BLOCK = 8;

  private final SirNetSettings network;
  private final int size;
  private final long seed;

  public SyntheticPairs(SirNetSettings network, int size, long seed) {
    this.network = network;
    this.size = size;
    this.seed = seed;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void read(int index, byte[] ground, byte[] aerial) {
    fill(index, View.GROUND, ground);
    fill(index, View.AERIAL, aerial);
  }

  private void fill(int index, View view, byte[] image) {
    int height = network.height(view);
    int width = network.width(view);
    var random = new SplittableRandom(seed * 1_000_003 + index);
    byte[] colours = new byte[(height / BLOCK) * (width / BLOCK) * 3];
    random.nextBytes(colours);
    var noise = new SplittableRandom(seed * 7_000_003 + 2L * index + (view == View.GROUND ? 0 : 1));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          int colour = colours[((y / BLOCK) * (width / BLOCK) + x / BLOCK) * 3 + c] & 255;
          int seen = view == View.GROUND ? colour : (255 - colour) * 3 / 4;
          int noisy = Math.max(0, Math.min(255, seen + noise.nextInt(41) - 20));
          image[(y * width + x) * 3 + c] = (byte) noisy;
        }
      }
    }
  }
}
