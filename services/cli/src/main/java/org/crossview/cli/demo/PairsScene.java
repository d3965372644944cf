package org.crossview.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.geo.LatLon;
import org.crossview.imaging.folder.FolderPanorama;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.imaging.folder.PairsFolder;

/** The panoramas of a plain folder, sent against its tiles, each once. */
final class PairsScene implements DemoScene {
  private final PairsFolder folder;
  private final Map<String, LatLon> positions = new HashMap<>();
  private final int vehicles;
  private final double rate;
  private final int shots;

  private PairsScene(PairsFolder folder, int vehicles, double rate, double seconds) {
    this.folder = folder;
    this.vehicles = vehicles;
    this.rate = rate;
    // As in a town every vehicle sends at least one.
    double most = (double) vehicles * Math.max(1, Math.round(seconds * rate));
    this.shots = (int) Math.min(folder.panoramas().size(), most);
    folder.tiles().forEach(t -> t.position().ifPresent(p -> positions.put(t.id(), p)));
  }

  /**
   * Reads a folder.
   *
   * @param seconds after which nothing more is sent; may be infinite
   * @throws UserErrorException if the folder is faulty, or holds no panorama
   */
  static PairsScene open(Path path, int vehicles, double rate, double seconds) {
    try {
      PairsFolder folder = PairsFolder.read(path);
      if (folder.panoramas().isEmpty()) {
        throw new UserErrorException(path + " holds no panorama, only tiles");
      }
      return new PairsScene(folder, vehicles, rate, seconds);
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  @Override
  public String title() {
    return "%s, %d tiles".formatted(folder.root(), folder.tiles().size());
  }

  @Override
  public void prepare() {
    // Everything is there.
  }

  @Override
  public List<GalleryTile> tiles() {
    return folder.tiles();
  }

  @Override
  public int shots() {
    return shots;
  }

  @Override
  public Shot shot(int index) {
    FolderPanorama panorama = folder.panoramas().get(index);
    try {
      return new Shot(
          panorama.id(),
          "vehicle-%02d".formatted(index % vehicles),
          Files.readAllBytes(panorama.file()),
          panorama.projection().code(),
          panorama.headingDegrees(),
          new Truth(
              panorama.tiles(), Optional.ofNullable(positions.get(panorama.tiles().getFirst()))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the panorama " + panorama.file(), e);
    }
  }

  @Override
  public double secondsOf(int index) {
    return index / (vehicles * rate);
  }

  @Override
  public Scoring scoring() {
    return Scoring.sameTile();
  }
}
