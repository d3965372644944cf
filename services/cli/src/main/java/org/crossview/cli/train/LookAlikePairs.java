package org.crossview.cli.train;

import org.crossview.sirnet.training.PairSource;

/** Pairs in another order, in which places that look alike are neighbours. */
final class LookAlikePairs implements PairSource {
  private final PairSource pairs;
  private final int[] order;
  private final int[] firstsWithTile;

  /**
   * @param order every index of the pairs once
   */
  LookAlikePairs(PairSource pairs, int[] order) {
    this.pairs = pairs;
    this.order = order;
    this.firstsWithTile =
        FirstOfEqual.of(order.length, index -> pairs.firstWithTileOf(order[index]));
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
  public int firstWithTileOf(int index) {
    return firstsWithTile[index];
  }
}
