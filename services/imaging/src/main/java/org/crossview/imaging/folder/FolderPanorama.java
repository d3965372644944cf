package org.crossview.imaging.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.crossview.imaging.Projection;

/**
 * A panorama of a plain folder.
 *
 * @param id its path in {@code pairs.csv}, unique in the folder
 * @param file where it is
 * @param projection how it shows the circle
 * @param headingDegrees what its centre column looks at, clockwise from north; empty where that is
 *     north
 * @param tiles ids of the tiles it was taken on, at least one
 */
public record FolderPanorama(
    String id,
    Path file,
    Projection projection,
    OptionalDouble headingDegrees,
    List<String> tiles) {}
