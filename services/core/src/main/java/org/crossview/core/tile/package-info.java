/**
 * What a tile's descriptors are known by on {@code tiles.embedded}: model, cell and tile, as bytes
 * and back.
 */
package org.crossview.core.tile;
