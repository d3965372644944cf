package org.crossview.cli.demo;

import java.util.List;
import java.util.Optional;
import org.crossview.core.geo.LatLon;

/**
 * Where a panorama really was taken.
 *
 * @param tiles ids of the tiles of that place, where known
 * @param position of the camera, where known
 */
record Truth(List<String> tiles, Optional<LatLon> position) {}
