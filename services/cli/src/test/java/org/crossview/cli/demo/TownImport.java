package org.crossview.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crossview.cli.town.TownFolder;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.town.Town;

/** The tiles of a town as an importer has them, with one among them that is no image. */
final class TownImport {
  static final String BAD_TILE = "bad-tile";

  private TownImport() {}

  /**
   * Writes the tiles.
   *
   * @param folder an existing folder, which will hold them
   */
  static List<GalleryTile> tilesAndABadOne(Town town, Path folder)
      throws IOException, InterruptedException {
    new TownFolder(town, folder.resolve("town"), 2).write(0);
    List<GalleryTile> tiles = new ArrayList<>();
    town.tiles()
        .forEach(
            t ->
                tiles.add(
                    new GalleryTile(
                        t.id(),
                        folder.resolve("town").resolve(TownFolder.tilePath(t)),
                        Optional.of(t.centre()))));
    Path bad = Files.writeString(folder.resolve("bad.jpg"), "no image at all");
    tiles.add(5, new GalleryTile(BAD_TILE, bad, Optional.empty()));
    return tiles;
  }
}
