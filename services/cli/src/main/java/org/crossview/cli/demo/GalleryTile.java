package org.crossview.cli.demo;

import java.nio.file.Path;
import java.util.Optional;
import org.crossview.core.geo.LatLon;

/**
 * A tile to import.
 *
 * @param id unique in the gallery
 * @param image file, JPEG or PNG
 * @param centre where known
 */
record GalleryTile(String id, Path image, Optional<LatLon> centre) {}
