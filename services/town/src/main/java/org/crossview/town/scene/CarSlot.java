package org.crossview.town.scene;

/**
 * A place where a car stands or drives on some days.
 *
 * @param x metres east
 * @param y metres north
 * @param ux unit vector of its heading, east
 * @param uy unit vector of its heading, north
 * @param chance that a car is there, 0..1
 * @param key makes its choices differ from other places
 */
public record CarSlot(double x, double y, double ux, double uy, double chance, long key) {}
