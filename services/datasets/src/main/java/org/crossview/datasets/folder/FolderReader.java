package org.crossview.datasets.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.SplitBuilder;
import org.crossview.imaging.folder.FaultyFolderException;
import org.crossview.imaging.folder.FolderPanorama;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.imaging.folder.PairsRow;

/**
 * Reads a plain folder ({@link PairsFolder}): right are the tiles that the rows of a panorama name.
 */
public final class FolderReader {
  private static final int[] NONE = {};

  private FolderReader() {}

  /**
   * Reads the whole folder; files that are missing are left out and noted.
   *
   * @throws FaultyFolderException if there is no table, or a row is malformed
   * @throws IOException if nothing is left, or the table cannot be read
   */
  public static Split read(Path root) throws IOException {
    SplitBuilder builder = new SplitBuilder("pairs " + root, root);
    PairsFolder folder = PairsFolder.readPresent(root, builder::missing);
    folder.rows().stream()
        .filter(row -> !row.projection().equals(PairsRow.PERSPECTIVE))
        .flatMap(row -> row.ground().stream())
        .distinct()
        .forEach(panorama -> builder.listed());
    Map<String, Integer> indices = new HashMap<>();
    for (GalleryTile tile : folder.tiles()) {
      builder
          .tile(tile.file(), tile.position().map(Place.OnEarth::new))
          .ifPresent(index -> indices.put(tile.id(), index));
    }
    for (FolderPanorama p : folder.panoramas()) {
      int[] right = p.tiles().stream().mapToInt(indices::get).toArray();
      builder.panorama(new Panorama(p.file(), p.projection(), p.headingDegrees(), right, NONE));
    }
    return builder.build();
  }
}
