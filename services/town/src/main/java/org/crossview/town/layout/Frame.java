package org.crossview.town.layout;

/**
 * A local frame at the front of a lot: {@code t} runs along the street, {@code n} into the block.
 *
 * @param x origin, metres east
 * @param y origin, metres north
 * @param tx unit vector along the street, east
 * @param ty unit vector along the street, north
 * @param nx unit vector into the block, east
 * @param ny unit vector into the block, north
 */
record Frame(double x, double y, double tx, double ty, double nx, double ny) {
  double east(double t, double n) {
    return x + t * tx + n * nx;
  }

  double north(double t, double n) {
    return y + t * ty + n * ny;
  }
}
