package org.crossview.town.scene;

/**
 * How the surfaces of a solid look. Colours are 0xRRGGBB under full light.
 *
 * @param wall colour of the walls
 * @param roof colour of the roof
 * @param trim colour of frames, doors and floor bands
 * @param facade layout of the windows
 * @param storey height of a storey, metres
 * @param bay distance of the windows, metres
 * @param windowWidth share of the bay that is window, 0..1
 * @param windowHeight share of the storey that is window, 0..1
 * @param seed varies the texture
 */
public record Look(
    int wall,
    int roof,
    int trim,
    Facade facade,
    double storey,
    double bay,
    double windowWidth,
    double windowHeight,
    long seed) {

  /** Layouts of windows. */
  public enum Facade {
    BLANK,
    PUNCHED,
    RIBBON,
    CURTAIN,
    SHOP,
    GARAGE
  }

  /** Walls without windows. */
  public static Look plain(int wall, int roof, long seed) {
    return new Look(wall, roof, wall, Facade.BLANK, 3, 3, 0, 0, seed);
  }
}
