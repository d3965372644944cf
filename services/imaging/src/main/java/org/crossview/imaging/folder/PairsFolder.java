package org.crossview.imaging.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.Projection;

/**
 * A plain folder of tiles and panoramas: what a user with own data has. Its {@code pairs.csv}
 * (UTF-8, RFC 4180, with a header) names in each row a tile and perhaps a photograph taken on it. A
 * tile is known by its path, a photograph by its own; repeated ones count once. Rows with a
 * perspective photograph give their tile only. Columns beyond those of {@link PairsRow} are
 * ignored.
 */
public final class PairsFolder {
  /** Name of the table in the folder. */
  public static final String FILE_NAME = "pairs.csv";

  private final Path root;
  private final List<PairsRow> rows;
  private final List<GalleryTile> tiles;
  private final List<FolderPanorama> panoramas;

  private PairsFolder(
      Path root, List<PairsRow> rows, List<GalleryTile> tiles, List<FolderPanorama> panoramas) {
    this.root = root;
    this.rows = List.copyOf(rows);
    this.tiles = List.copyOf(tiles);
    this.panoramas = List.copyOf(panoramas);
  }

  /**
   * Reads the table and checks that the files it names are there; opens none of them.
   *
   * @throws FaultyFolderException if the folder has no table, or a row is malformed, names a file
   *     that is missing or outside the folder, or contradicts an earlier one
   * @throws IOException if the table cannot be read
   */
  public static PairsFolder read(Path folder) throws IOException {
    return read(
        folder,
        (line, path, file) -> {
          throw new FaultyFolderException(
              folder.resolve(FILE_NAME),
              line,
              "the file '%s' is missing in %s".formatted(path, folder));
        });
  }

  /**
   * Reads the table and leaves out what is not there: a tile with the panoramas of its rows, or a
   * panorama alone. {@link #rows} still has all rows.
   *
   * @param missing is told each file that is missing, once for each row that names it
   * @throws FaultyFolderException if the folder has no table, or a row is malformed, names a file
   *     outside the folder, or contradicts an earlier one
   * @throws IOException if the table cannot be read
   */
  public static PairsFolder readPresent(Path folder, Consumer<Path> missing) throws IOException {
    return read(folder, (line, path, file) -> missing.accept(file));
  }

  private static PairsFolder read(Path folder, MissingFile missing) throws IOException {
    Path table = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(table)) {
      throw new FaultyFolderException(
          table, "there is no such file; a folder of tiles needs one (see docs/plain-folder.md)");
    }
    Reading reading = new Reading(folder, table, missing);
    for (PairsCsv.Line line : PairsCsv.read(table)) {
      reading.add(line);
    }
    return reading.result();
  }

  /**
   * Writes a table; the images are the caller's to write.
   *
   * @param folder exists
   * @throws IOException if the table cannot be written
   */
  public static void write(Path folder, List<PairsRow> rows) throws IOException {
    PairsCsv.write(folder.resolve(FILE_NAME), rows);
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /** All rows, in the order of the table. */
  public List<PairsRow> rows() {
    return rows;
  }

  /** The tiles, each once, in the order of the table. */
  public List<GalleryTile> tiles() {
    return tiles;
  }

  /**
   * The panoramas, each once, in the order of the table; photographs that are none are left out.
   */
  public List<FolderPanorama> panoramas() {
    return panoramas;
  }

  /** What to do about a file that is missing. */
  private interface MissingFile {
    void found(long line, String path, Path file) throws FaultyFolderException;
  }

  /** What has been read so far. */
  private static final class Reading {
    private final Path root;
    private final Path table;
    private final MissingFile missing;
    private final List<PairsRow> rows = new ArrayList<>();
    private final Map<String, GalleryTile> tiles = new LinkedHashMap<>();
    private final Map<String, FolderPanorama> panoramas = new LinkedHashMap<>();

    Reading(Path root, Path table, MissingFile missing) {
      this.root = root;
      this.table = table;
      this.missing = missing;
    }

    void add(PairsCsv.Line line) throws FaultyFolderException {
      PairsRow row = line.row();
      rows.add(row);
      Optional<Path> tile = file(line, row.aerial());
      if (tile.isPresent()) {
        addTile(line, tile.get());
      }
      if (row.ground().isPresent()) {
        Optional<Path> photograph = file(line, row.ground().get());
        boolean panorama = !row.projection().equals(PairsRow.PERSPECTIVE);
        if (panorama && tile.isPresent() && photograph.isPresent()) {
          addPanorama(line, photograph.get());
        }
      }
    }

    PairsFolder result() throws FaultyFolderException {
      if (rows.isEmpty()) {
        throw new FaultyFolderException(table, "the table has no rows");
      }
      return new PairsFolder(
          root, rows, List.copyOf(tiles.values()), List.copyOf(panoramas.values()));
    }

    private void addTile(PairsCsv.Line line, Path file) throws FaultyFolderException {
      PairsRow row = line.row();
      GalleryTile tile = new GalleryTile(row.aerial(), file, row.position());
      GalleryTile earlier = tiles.putIfAbsent(tile.id(), tile);
      if (earlier != null && !earlier.position().equals(tile.position())) {
        throw new FaultyFolderException(
            table,
            line.number(),
            "the tile %s has another position in an earlier row".formatted(tile.id()));
      }
    }

    private void addPanorama(PairsCsv.Line line, Path file) throws FaultyFolderException {
      PairsRow row = line.row();
      String id = row.ground().orElseThrow();
      FolderPanorama panorama =
          new FolderPanorama(
              id,
              file,
              projection(line),
              row.centreColumn() == CentreColumn.NORTH
                  ? OptionalDouble.empty()
                  : row.headingDegrees(),
              List.of(row.aerial()));
      FolderPanorama earlier = panoramas.get(id);
      panoramas.put(id, earlier == null ? panorama : merged(line, earlier, panorama));
    }

    /** A panorama that several tiles show. */
    private FolderPanorama merged(
        PairsCsv.Line line, FolderPanorama earlier, FolderPanorama panorama)
        throws FaultyFolderException {
      if (!earlier.headingDegrees().equals(panorama.headingDegrees())
          || earlier.projection() != panorama.projection()) {
        throw new FaultyFolderException(
            table,
            line.number(),
            "the panorama %s has another heading or projection in an earlier row"
                .formatted(panorama.id()));
      }
      List<String> shownOn = new ArrayList<>(earlier.tiles());
      if (!shownOn.contains(panorama.tiles().getFirst())) {
        shownOn.add(panorama.tiles().getFirst());
      }
      return new FolderPanorama(
          earlier.id(),
          earlier.file(),
          earlier.projection(),
          earlier.headingDegrees(),
          List.copyOf(shownOn));
    }

    private Projection projection(PairsCsv.Line line) throws FaultyFolderException {
      try {
        return Projection.of(line.row().projection());
      } catch (UnusableInputException e) {
        throw new FaultyFolderException(table, line.number(), e.getMessage());
      }
    }

    /** The file of a path, if it is there. */
    private Optional<Path> file(PairsCsv.Line line, String path) throws FaultyFolderException {
      Path file;
      try {
        file = root.resolve(Path.of(path).normalize());
      } catch (InvalidPathException e) {
        throw new FaultyFolderException(
            table, line.number(), "'%s' is not a path: %s".formatted(path, e.getReason()));
      }
      // Absolute, as the folder "." is the empty path once it is normalised, and begins none.
      if (!file.toAbsolutePath().normalize().startsWith(root.toAbsolutePath().normalize())) {
        throw new FaultyFolderException(
            table, line.number(), "'%s' lies outside the folder".formatted(path));
      }
      if (!Files.isRegularFile(file)) {
        missing.found(line.number(), path, file);
        return Optional.empty();
      }
      return Optional.of(file);
    }
  }
}
