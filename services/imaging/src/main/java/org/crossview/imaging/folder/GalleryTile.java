package org.crossview.imaging.folder;

import java.nio.file.Path;
import java.util.Optional;
import org.crossview.core.geo.LatLon;

/**
 * A tile of a plain folder.
 *
 * @param id its path in {@code pairs.csv}, unique in the folder
 * @param file where it is
 * @param position its centre, where it is known
 */
public record GalleryTile(String id, Path file, Optional<LatLon> position) {}
