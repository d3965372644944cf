package org.crossview.town;

import org.crossview.core.image.BgrImage;
import org.crossview.town.noise.HashRandom;
import org.crossview.town.render.Conditions;
import org.crossview.town.render.TileScan;

/** Renders aerial tiles: orthographic, north up, square. */
public final class TileRenderer {
  private static final double MIN_WIDTH = 40;
  private static final double MAX_WIDTH = 200;

  private TileRenderer() {}

  /** Renders a tile as the town's aerial survey saw it: one day for all tiles of the town. */
  public static BgrImage render(Town town, TownTile tile, int pixels) {
    long survey = HashRandom.mix(town.settings().seed() ^ 0x5DEECE66DL);
    return render(town, tile.x(), tile.y(), tile.widthMetres(), pixels, survey);
  }

  /**
   * Renders any square of the town.
   *
   * @param x centre, metres east
   * @param y centre, metres north
   * @param widthMetres side of the square, 40..200 m
   * @param pixels side of the image, 16..4096
   * @param conditions seed of the day
   */
  public static BgrImage render(
      Town town, double x, double y, double widthMetres, int pixels, long conditions) {
    if (!(widthMetres >= MIN_WIDTH && widthMetres <= MAX_WIDTH)) {
      throw new IllegalArgumentException(
          "A tile's width is %s..%s m, got %s".formatted(MIN_WIDTH, MAX_WIDTH, widthMetres));
    }
    if (pixels < 16 || pixels > 4096) {
      throw new IllegalArgumentException("A tile has 16..4096 pixels a side, got " + pixels);
    }
    return TileScan.render(town.scene(), x, y, widthMetres, pixels, Conditions.aerial(conditions));
  }
}
