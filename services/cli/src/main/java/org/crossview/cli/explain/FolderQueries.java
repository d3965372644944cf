package org.crossview.cli.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.Photograph;
import org.crossview.cli.localize.PanoramaFile;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.crossview.core.halting.Places;
import org.crossview.imaging.folder.FolderPanorama;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.imaging.folder.PairsFolder;

/**
 * A user's panoramas and the tiles of a folder. Right are the tiles of the panorama's rows; of a
 * panorama without a row nothing is known.
 */
record FolderQueries(PairsFolder folder, List<PanoramaFile> panoramas) implements EvaluationSet {
  @Override
  public String name() {
    return "folder " + folder.root();
  }

  @Override
  public int tiles() {
    return folder.tiles().size();
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
    return bytes(folder.tiles().get(tile).file());
  }

  @Override
  public Photograph query(int query) {
    PanoramaFile panorama = panoramas.get(query);
    return new Photograph(bytes(panorama.file()), panorama.projection(), panorama.headingDegrees());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isHit(int query, int tile) {
    return right(query).contains(folder.tiles().get(tile).id());
  }

  private List<String> right(int query) {
    return panoramas.get(query).row().map(FolderPanorama::tiles).orElse(List.of());
  }

  @Override
  public OptionalDouble metres(int query, int tile) {
    Optional<LatLon> at = folder.tiles().get(tile).position();
    return at.isEmpty()
        ? OptionalDouble.empty()
        : folder.tiles().stream()
            .filter(t -> right(query).contains(t.id()))
            .map(GalleryTile::position)
            .flatMap(Optional::stream)
            .mapToDouble(right -> Geodesy.distanceMetres(at.get(), right))
            .min();
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    Optional<LatLon> first = folder.tiles().get(tile).position();
    Optional<LatLon> second = folder.tiles().get(other).position();
    return tile == other
        || (first.isPresent()
            && second.isPresent()
            && Geodesy.distanceMetres(first.get(), second.get()) <= Places.SAME_PLACE_METRES);
  }
}
