package org.crossview.town.layout;

/**
 * A piece of land at a street.
 *
 * @param frame origin at the middle of its front, on the middle line of the street
 * @param width along the street, metres
 * @param front distance from the frame's origin to the building line, metres
 * @param kerb distance from the frame's origin to the kerb, metres
 * @param depth from the building line to the back, metres
 * @param key makes its choices differ from other lots
 */
record Lot(Frame frame, double width, double front, double kerb, double depth, long key) {}
