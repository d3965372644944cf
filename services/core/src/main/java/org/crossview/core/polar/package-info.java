/**
 * The polar transform between a tile and the panorama of its centre: sizes go in, the point of the
 * tile that each output pixel shows comes out. Heat of a polar image is laid back over its tile.
 */
package org.crossview.core.polar;
