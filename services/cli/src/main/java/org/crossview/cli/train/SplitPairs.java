package org.crossview.cli.train;

import java.util.Arrays;
import org.crossview.datasets.split.FewShot;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Split;

/**
 * Pairs of a data set: their images from the cache, their places from the data set. They come in an
 * order drawn once: neighbours in a published list may be metres apart and must not be taken for
 * negatives that are hard but right.
 */
final class SplitPairs implements PreparedPairs {
  private static final long SEED = 411;

  /** Tiles so near to a panorama's own are right answers by the protocol of CVACT_test. */
  private static final double SAME_PLACE_METRES = 5;

  private final Split split;
  private final PairCache cache;
  private final int[] panoramas;

  /**
   * @param cache filled with the images of the panoramas and their tiles, by index of panorama
   * @param panoramas those that the cache holds
   */
  SplitPairs(Split split, PairCache cache, int[] panoramas) {
    this.split = split;
    this.cache = cache;
    int[] order = FewShot.shuffled(panoramas.length, SEED);
    this.panoramas = new int[panoramas.length];
    Arrays.setAll(this.panoramas, i -> panoramas[order[i]]);
  }

  @Override
  public int size() {
    return panoramas.length;
  }

  @Override
  public void read(int index, byte[] ground, byte[] aerial) {
    cache.read(panoramas[index], ground, aerial);
  }

  @Override
  public boolean isSamePlace(int panorama, int tile) {
    Panorama seen = split.panoramas().get(panoramas[panorama]);
    int other = tileOf(tile);
    return seen.isShownOn(other)
        || split.tiles().get(seen.right()[0]).isWithin(SAME_PLACE_METRES, split.tiles().get(other));
  }

  /** The index of the tile that the panorama of a pair is trained with. */
  @Override
  public Integer tileOf(int index) {
    return split.panoramas().get(panoramas[index]).right()[0];
  }

  @Override
  public void close() {
    cache.close();
  }
}
