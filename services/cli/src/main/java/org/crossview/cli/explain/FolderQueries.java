package org.crossview.cli.explain;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.FileTiles;
import org.crossview.cli.evaluate.Photograph;
import org.crossview.cli.localize.PanoramaFile;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Tile;
import org.crossview.imaging.folder.PairsFolder;

/**
 * A user's panoramas and the tiles of a folder. Right are the tiles of the panorama's rows; of a
 * panorama without a row nothing is known.
 */
record FolderQueries(PairsFolder folder, List<PanoramaFile> panoramas, FileTiles gallery)
    implements EvaluationSet {
  FolderQueries(PairsFolder folder, List<PanoramaFile> panoramas) {
    this(
        folder,
        panoramas,
        new FileTiles(
            "folder " + folder.root(),
            folder.tiles().stream()
                .map(tile -> new Tile(tile.file(), tile.position().map(Place.OnEarth::new)))
                .toList(),
            List.of()));
  }

  @Override
  public String name() {
    return gallery.name();
  }

  @Override
  public int tiles() {
    return gallery.tiles();
  }

  @Override
  public int queries() {
    return panoramas.size();
  }

  @Override
  public String tileName(int tile) {
    return folder.tiles().get(tile).id();
  }

  @Override
  public String queryName(int query) {
    return panoramas.get(query).file().toString();
  }

  @Override
  public byte[] tile(int tile) {
    return gallery.tile(tile);
  }

  @Override
  public Photograph query(int query) {
    PanoramaFile panorama = panoramas.get(query);
    return new Photograph(
        FileTiles.bytes(panorama.file()), panorama.projection(), panorama.headingDegrees());
  }

  @Override
  public boolean isHit(int query, int tile) {
    return panoramas
        .get(query)
        .row()
        .map(row -> row.tiles().contains(folder.tiles().get(tile).id()))
        .orElse(false);
  }

  @Override
  public OptionalDouble metres(int query, int tile) {
    return gallery.metres(tile, IntStream.range(0, tiles()).filter(other -> isHit(query, other)));
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    return gallery.isSamePlace(tile, other);
  }
}
