package org.crossview.imaging.folder;

import java.nio.file.Path;
import java.util.Optional;
import org.crossview.core.geo.LatLon;

/**
 * A tile of a gallery, and its image.
 *
 * @param id unique in the gallery; in a plain folder its path in {@code pairs.csv}
 * @param file where it is
 * @param position its centre, where it is known
 */
public record GalleryTile(String id, Path file, Optional<LatLon> position) {}
