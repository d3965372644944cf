package org.crossview.cli.train;

import org.crossview.town.TownTile;
import org.crossview.town.Viewpoint;

/**
 * A panorama to be rendered and the tile of its place.
 *
 * @param town index of the town in the plan
 * @param viewpoint of the panorama
 * @param tile the nearest to the viewpoint, with the width it is rendered at
 * @param survey seed of the day on which the tile was taken
 */
record PlannedPair(int town, Viewpoint viewpoint, TownTile tile, long survey) {}
