package org.crossview.datasets.cvusa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crossview.core.geo.LatLon;
import org.crossview.datasets.split.FaultyDataSetException;
import org.crossview.datasets.split.Place;

/**
 * Where the tiles of CVUSA are, if the file that says so is there: no header, latitude and
 * longitude of the tile in the first two columns, row n for the image of number n.
 */
final class CvusaPositions {
  private static final List<String> PLACES =
      List.of(
          "split_locations/all.csv",
          "split_locations/split_locations/all.csv",
          "splits/all.csv",
          "splits/splits/all.csv",
          "all.csv");

  private final List<Place> byNumber;

  private CvusaPositions(List<Place> byNumber) {
    this.byNumber = byNumber;
  }

  static CvusaPositions read(Path root) throws IOException {
    List<Place> places = new ArrayList<>();
    for (String place : PLACES) {
      Path file = root.resolve(place);
      if (Files.isRegularFile(file)) {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          places.add(place(file, places.size() + 1, line));
        }
        break;
      }
    }
    return new CvusaPositions(places);
  }

  private static Place place(Path file, int number, String line) throws FaultyDataSetException {
    String[] cells = line.split(",", -1);
    try {
      if (cells.length >= 2) {
        double lat = Double.parseDouble(cells[0].strip());
        double lon = Double.parseDouble(cells[1].strip());
        return new Place.OnEarth(new LatLon(lat, lon));
      }
    } catch (IllegalArgumentException e) {
      // Said below, with what is right.
    }
    throw new FaultyDataSetException(
        file,
        number,
        "latitude and longitude of image %d are expected, in degrees and without a header; without"
                .formatted(number)
            + " this file CVUSA is read without positions");
  }

  /** Of a tile, by the number that its name is. */
  Optional<Place> of(Path tile) {
    String name = tile.getFileName().toString();
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    if (!stem.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(stem);
    return number >= 1 && number <= byNumber.size()
        ? Optional.of(byNumber.get(number - 1))
        : Optional.empty();
  }
}
