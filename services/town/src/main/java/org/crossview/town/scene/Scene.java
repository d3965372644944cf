package org.crossview.town.scene;

/**
 * All that stands in a town. Only read after it was built.
 *
 * @param seed of the town; palettes follow from it
 */
public record Scene(
    long seed,
    GroundMap ground,
    SpatialGrid<Box> boxes,
    SpatialGrid<Tree> trees,
    SpatialGrid<CarSlot> cars) {}
