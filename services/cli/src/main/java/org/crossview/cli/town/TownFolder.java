package org.crossview.cli.town;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import org.crossview.cli.Workers;
import org.crossview.cli.places.NearestTile;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.file.WholeFile;
import org.crossview.imaging.Jpeg;
import org.crossview.imaging.Projection;
import org.crossview.imaging.folder.CentreColumn;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.imaging.folder.PairsRow;
import org.crossview.town.PanoramaRenderer;
import org.crossview.town.TileRenderer;
import org.crossview.town.Town;
import org.crossview.town.TownTile;
import org.crossview.town.Viewpoint;

/**
 * Writes a town as a plain folder: {@code tiles/}, {@code panoramas/} and {@code pairs.csv}. What
 * the pictures show is noted first, so that only a call with the same settings goes on with them;
 * the table comes last, so a folder that has one is whole.
 */
public final class TownFolder {
  /** Rows of a vehicle's panorama. */
  public static final int PANORAMA_HEIGHT = 512;

  /** Columns of a vehicle's panorama. */
  public static final int PANORAMA_WIDTH = 1024;

  /** Quality of all JPEGs. */
  public static final int JPEG_QUALITY = 90;

  /** Rows and columns of a tile. */
  public static final int TILE_PIXELS = 256;

  static final String TILES = "tiles";
  static final String PANORAMAS = "panoramas";

  private final Town town;
  private final Path folder;
  private final int threads;

  /**
   * @param folder is made where it is missing
   * @param threads that render
   */
  public TownFolder(Town town, Path folder, int threads) {
    this.town = town;
    this.folder = folder;
    this.threads = threads;
  }

  /**
   * Renders all tiles and so many panoramas. Images that a call with the same settings has left are
   * kept.
   *
   * @param panoramas number of panoramas, anywhere on the streets
   * @throws UserErrorException if the folder holds images of other settings
   */
  public void write(int panoramas) throws InterruptedException, IOException {
    new TownNote(town.settings(), panoramas).claim(folder);
    Files.createDirectories(folder.resolve(TILES));
    List<PairsRow> rows = new ArrayList<>();
    for (TownTile tile : town.tiles()) {
      rows.add(PairsRow.tile(tile.id(), tilePath(tile), Optional.of(tile.centre())));
    }
    render("rendering tiles", "tiles", town.tiles().size(), this::writeTile);
    if (panoramas > 0) {
      Files.createDirectories(folder.resolve(PANORAMAS));
      List<Viewpoint> viewpoints = new ArrayList<>();
      NearestTile nearest = new NearestTile(town);
      for (int i = 0; i < panoramas; i++) {
        Viewpoint viewpoint = town.viewpoint(i);
        viewpoints.add(viewpoint);
        rows.add(row(i, viewpoint, nearest.to(viewpoint)));
      }
      render("rendering panoramas", "panoramas", panoramas, i -> writePanorama(i, viewpoints));
    }
    PairsFolder.write(folder, rows);
  }

  /** A vehicle's picture: 1024 x 512, JPEG of quality 90, the heading in the centre column. */
  public static byte[] panorama(Town town, Viewpoint viewpoint) {
    return Jpeg.encode(
        PanoramaRenderer.render(town, viewpoint, PANORAMA_HEIGHT, PANORAMA_WIDTH), JPEG_QUALITY);
  }

  /** A gallery's picture: 256 x 256, JPEG of quality 90, north up. */
  public static byte[] tile(Town town, TownTile tile) {
    return Jpeg.encode(TileRenderer.render(town, tile, TILE_PIXELS), JPEG_QUALITY);
  }

  /** Path of a tile in the folder; it is the tile's id in a gallery made of the folder. */
  public static String tilePath(TownTile tile) {
    return TILES + "/" + tile.id() + ".jpg";
  }

  private static String panoramaPath(int index) {
    return "%s/p%05d.jpg".formatted(PANORAMAS, index);
  }

  private static PairsRow row(int index, Viewpoint viewpoint, TownTile tile) {
    return new PairsRow(
        "p%05d".formatted(index),
        Optional.of(panoramaPath(index)),
        tilePath(tile),
        Optional.of(tile.centre()),
        OptionalDouble.of(viewpoint.headingDeg()),
        Projection.EQUIRECTANGULAR.code(),
        CentreColumn.HEADING);
  }

  private void writeTile(int index) {
    TownTile tile = town.tiles().get(index);
    Path file = folder.resolve(tilePath(tile));
    if (!Files.exists(file)) {
      write(file, tile(town, tile));
    }
  }

  private void writePanorama(int index, List<Viewpoint> viewpoints) {
    Path file = folder.resolve(panoramaPath(index));
    if (!Files.exists(file)) {
      write(file, panorama(town, viewpoints.get(index)));
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      WholeFile.write(file, fresh -> Files.write(fresh, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private void render(String task, String unit, int count, IntConsumer one)
      throws InterruptedException {
    try (Progress progress = Progress.start(task, unit, count)) {
      Workers.share(
          threads,
          count,
          1,
          (index, end) -> {
            one.accept(index);
            progress.step();
          });
    }
  }
}
