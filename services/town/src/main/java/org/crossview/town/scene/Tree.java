package org.crossview.town.scene;

/**
 * A tree or bush: a crown in the form of an ellipsoid on a trunk.
 *
 * @param x metres east
 * @param y metres north
 * @param radius of the crown, metres
 * @param height of the top, metres
 * @param crownBase height where the crown begins, metres
 * @param colour of the leaves in summer, 0xRRGGBB
 * @param evergreen whether it keeps its leaves
 * @param seed varies the texture
 */
public record Tree(
    double x,
    double y,
    double radius,
    double height,
    double crownBase,
    int colour,
    boolean evergreen,
    long seed) {}
