package org.crossview.cli.train;

import org.crossview.sirnet.training.PairSource;

/** Pairs in another order, in which places that look alike are neighbours. */
final class LookAlikePairs implements PairSource {
  private final PairSource pairs;
  private final int[] order;

  /**
   * @param order every index of the pairs once
   */
  LookAlikePairs(PairSource pairs, int[] order) {
    this.pairs = pairs;
    this.order = order;
  }

  @Override
  public int size() {
    return order.length;
  }

  @Override
  public void read(int index, byte[] ground, byte[] aerial) {
    pairs.read(order[index], ground, aerial);
  }

  @Override
  public boolean isSamePlace(int panorama, int tile) {
    return pairs.isSamePlace(order[panorama], order[tile]);
  }

  @Override
  public Object tileOf(int index) {
    return pairs.tileOf(order[index]);
  }
}
