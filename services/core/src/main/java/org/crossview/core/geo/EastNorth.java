package org.crossview.core.geo;

/**
 * A place in a plane.
 *
 * @param east metres towards east
 * @param north metres towards north
 */
public record EastNorth(double east, double north) {}
