/**
 * Positions on WGS84: latitudes and longitudes go in; distances, offsets, UTM coordinates and the
 * cells that the gallery is split by come out.
 */
package org.crossview.core.geo;
