package org.crossview.cli.train;

/** The pairs of a plan: their images from the cache, their places from the plan. */
public final class TownPairs implements PreparedPairs {
  private final PairPlan plan;
  private final PairCache cache;
  private final int[] firstsWithTile;

  /**
   * @param cache filled with the images of the plan
   */
  TownPairs(PairPlan plan, PairCache cache) {
    this.plan = plan;
    this.cache = cache;
    this.firstsWithTile = plan.firstsWithTile();
  }

  @Override
  public int size() {
    return cache.size();
  }

  @Override
  public void read(int index, byte[] ground, byte[] aerial) {
    cache.read(index, ground, aerial);
  }

  @Override
  public boolean isSamePlace(int panorama, int tile) {
    return plan.isSamePlace(panorama, tile);
  }

  @Override
  public int firstWithTileOf(int index) {
    return firstsWithTile[index];
  }

  @Override
  public void close() {
    cache.close();
  }
}
