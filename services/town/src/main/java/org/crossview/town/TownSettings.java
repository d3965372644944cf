package org.crossview.town;

/**
 * What to generate.
 *
 * @param seed decides everything about the town
 * @param tiles number of tiles, 4..200,000
 * @param pitchMetres distance between neighbouring tiles along a street, 4..50 m
 * @param tileWidthMetres side of the ground square that a tile shows, 40..200 m
 */
public record TownSettings(long seed, int tiles, double pitchMetres, double tileWidthMetres) {
  public static final double DEFAULT_PITCH_METRES = 10;
  public static final double DEFAULT_TILE_WIDTH_METRES = 80;

  public TownSettings {
    check("tiles", tiles, 4, 200_000);
    check("pitchMetres", pitchMetres, 4, 50);
    check("tileWidthMetres", tileWidthMetres, 40, 200);
  }

  /** A town of the default pitch and tile width. */
  public TownSettings(long seed, int tiles) {
    this(seed, tiles, DEFAULT_PITCH_METRES, DEFAULT_TILE_WIDTH_METRES);
  }

  public TownSettings withPitchMetres(double pitch) {
    return new TownSettings(seed, tiles, pitch, tileWidthMetres);
  }

  public TownSettings withTileWidthMetres(double width) {
    return new TownSettings(seed, tiles, pitchMetres, width);
  }

  private static void check(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "A town needs %s in %s..%s, got %s".formatted(name, low, high, value));
    }
  }
}
