package org.crossview.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.crossview.core.halting.Places;
import org.crossview.imaging.folder.FolderPanorama;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.imaging.folder.PairsFolder;

/** A plain folder: all of its tiles, and its panoramas; right is a tile of the panorama's rows. */
final class FolderSet implements EvaluationSet {
  private final PairsFolder folder;
  private final List<Set<Integer>> truth;

  private FolderSet(PairsFolder folder, List<Set<Integer>> truth) {
    this.folder = folder;
    this.truth = truth;
  }

  /**
   * Reads the folder's table.
   *
   * @throws UserErrorException if it has none, a faulty one, or no panorama
   */
  static FolderSet read(Path path) {
    try {
      PairsFolder folder = PairsFolder.read(path);
      if (folder.panoramas().isEmpty()) {
        throw new UserErrorException(
            "%s has no row with a panorama; evaluation needs panoramas as queries"
                .formatted(path.resolve(PairsFolder.FILE_NAME)));
      }
      Map<String, Integer> tiles = new HashMap<>();
      folder.tiles().forEach(tile -> tiles.put(tile.id(), tiles.size()));
      return new FolderSet(
          folder,
          folder.panoramas().stream()
              .map(p -> p.tiles().stream().map(tiles::get).collect(Collectors.toSet()))
              .toList());
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return "pairs " + folder.root();
  }

  @Override
  public int tiles() {
    return folder.tiles().size();
  }

  @Override
  public int queries() {
    return folder.panoramas().size();
  }

  @Override
  public String tileName(int tile) {
    return folder.tiles().get(tile).file().toString();
  }

  @Override
  public String queryName(int query) {
    return folder.panoramas().get(query).file().toString();
  }

  @Override
  public byte[] tile(int tile) {
    return bytes(folder.tiles().get(tile).file());
  }

  @Override
  public Photograph query(int query) {
    FolderPanorama panorama = folder.panoramas().get(query);
    return new Photograph(bytes(panorama.file()), panorama.projection(), panorama.headingDegrees());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserErrorException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public boolean isHit(int query, int tile) {
    return truth.get(query).contains(tile);
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    if (tile == other) {
      return true;
    }
    LatLon first = position(tile);
    LatLon second = position(other);
    return first != null
        && second != null
        && Geodesy.distanceMetres(first, second) <= Places.SAME_PLACE_METRES;
  }

  @Override
  public OptionalDouble metres(int query, int tile) {
    LatLon at = position(tile);
    return at == null
        ? OptionalDouble.empty()
        : truth.get(query).stream()
            .map(this::position)
            .filter(Objects::nonNull)
            .mapToDouble(right -> Geodesy.distanceMetres(at, right))
            .min();
  }

  private LatLon position(int tile) {
    GalleryTile found = folder.tiles().get(tile);
    return found.position().orElse(null);
  }
}
