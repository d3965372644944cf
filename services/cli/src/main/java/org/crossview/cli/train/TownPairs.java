package org.crossview.cli.train;

/** The pairs of a plan: their images from the cache, their places from the plan. */
public final class TownPairs implements PreparedPairs {
  private final PairPlan plan;
  private final PairCache cache;

  /**
   * @param cache filled with the images of the plan
   */
  TownPairs(PairPlan plan, PairCache cache) {
    this.plan = plan;
    this.cache = cache;
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
  public Object tileOf(int index) {
    return plan.tileOf(index);
  }

  @Override
  public void close() {
    cache.close();
  }
}
