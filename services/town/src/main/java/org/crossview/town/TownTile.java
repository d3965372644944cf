package org.crossview.town;

import org.crossview.core.geo.LatLon;

/**
 * A geotagged tile: a square of ground seen from above, north up.
 *
 * @param id unique over all towns of different seeds, such as {@code t7-00042}
 * @param centre of the square on the globe
 * @param x centre, metres east of the town's origin
 * @param y centre, metres north of the town's origin
 * @param widthMetres side of the square
 */
public record TownTile(String id, LatLon centre, double x, double y, double widthMetres) {}
