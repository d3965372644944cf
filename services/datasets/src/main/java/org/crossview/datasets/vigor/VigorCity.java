package org.crossview.datasets.vigor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.crossview.core.geo.LatLon;
import org.crossview.datasets.split.FaultyDataSetException;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.SplitBuilder;
import org.crossview.imaging.Projection;

/** The tiles and panoramas of one city, from its lists. */
final class VigorCity {
  private static final Pattern TILE =
      Pattern.compile("satellite_(-?\\d+(?:\\.\\d+)?)_(-?\\d+(?:\\.\\d+)?)\\.\\w+");

  /** A tile and how far its centre is from the panorama, in pixels in both directions. */
  private static final int CELLS_OF_A_TILE = 3;

  private static final String CORRECTED = "__corrected";

  private final Path images;
  private final Path lists;

  /**
   * @param images holds {@code panorama/} and {@code satellite/}
   * @param lists holds the lists of both
   */
  VigorCity(Path images, Path lists) {
    this.images = images;
    this.lists = lists;
  }

  /**
   * Adds all tiles of the city and the panoramas of a list.
   *
   * @param labels name of the list
   */
  void addTo(SplitBuilder builder, String labels) throws IOException {
    Map<String, OptionalInt> tiles = new HashMap<>();
    for (String name : Files.readAllLines(list("satellite_list"), StandardCharsets.UTF_8)) {
      if (!name.isBlank() && !tiles.containsKey(name.strip())) {
        Path file = images.resolve("satellite").resolve(name.strip());
        tiles.put(name.strip(), builder.tile(file, place(name.strip())));
      }
    }
    Path list = list(labels);
    List<String> lines = Files.readAllLines(list, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        add(builder, tiles, list, i + 1, lines.get(i).strip());
      }
    }
  }

  private void add(
      SplitBuilder builder, Map<String, OptionalInt> tiles, Path list, int number, String line)
      throws FaultyDataSetException {
    String[] cells = line.split("\\s+");
    if (cells.length <= CELLS_OF_A_TILE || (cells.length - 1) % CELLS_OF_A_TILE != 0) {
      throw new FaultyDataSetException(
          list,
          number,
          "a line names a panorama and then tiles, each with two offsets; it has %d words"
              .formatted(cells.length));
    }
    IntStream.Builder similar = IntStream.builder();
    OptionalInt right = OptionalInt.empty();
    for (int at = 1; at < cells.length; at += CELLS_OF_A_TILE) {
      OptionalInt tile = tiles.get(cells[at]);
      if (tile == null) {
        throw new FaultyDataSetException(
            list, number, "the tile %s is not in the city's list of tiles".formatted(cells[at]));
      }
      if (at == 1) {
        right = tile;
      } else {
        tile.ifPresent(similar::add);
      }
    }
    builder.listed();
    if (right.isEmpty()) {
      // The tile is counted as missing already; without it the panorama has no answer.
      return;
    }
    builder.panorama(
        new Panorama(
            images.resolve("panorama").resolve(cells[0]),
            Projection.EQUIRECTANGULAR,
            OptionalDouble.empty(),
            new int[] {right.getAsInt()},
            similar.build().toArray()));
  }

  private Path list(String name) throws FaultyDataSetException {
    for (String candidate : List.of(name, name + CORRECTED)) {
      Path file = lists.resolve(candidate + ".txt");
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new FaultyDataSetException(
        lists.resolve(name + ".txt"), "there is no such file; it comes with VIGOR's splits");
  }

  private static Optional<Place> place(String tile) {
    Matcher parts = TILE.matcher(tile);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Place.OnEarth(
              new LatLon(Double.parseDouble(parts.group(1)), Double.parseDouble(parts.group(2)))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
