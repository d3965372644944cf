package org.crossview.datasets.cvusa;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.crossview.datasets.split.FaultyDataSetException;
import org.crossview.datasets.split.FolderListing;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.SplitBuilder;
import org.crossview.imaging.Projection;

/**
 * Reads the pairs of CVUSA: 35,532 to train on and 8,884 to evaluate on. A split is a table without
 * a header, in each row the tile, the panorama and an annotation that is not used. Panoramas are
 * strips of 1232 x 224 pixels with north in the centre column, tiles are 750 x 750, north up.
 */
public final class CvusaReader {
  private static final String REMEDY =
      "the root of CVUSA is the folder that holds splits/, bingmap/ and streetview/";

  private CvusaReader() {}

  /**
   * Reads the training pairs.
   *
   * @throws FaultyDataSetException if the table is missing or malformed, or no pair is there
   */
  public static Split train(Path root) throws IOException {
    return read(root, "CVUSA train", "train-19zl.csv");
  }

  /**
   * Reads the pairs that results are published on.
   *
   * @throws FaultyDataSetException if the table is missing or malformed, or no pair is there
   */
  public static Split validation(Path root) throws IOException {
    return read(root, "CVUSA val", "val-19zl.csv");
  }

  private static Split read(Path root, String name, String table) throws IOException {
    Path file = table(root, table);
    CvusaPositions positions = CvusaPositions.read(root);
    SplitBuilder builder = new SplitBuilder(name, root);
    for (Row row : rows(file)) {
      Path tile = find(builder.files(), root, row.tile);
      builder.pair(
          find(builder.files(), root, row.panorama),
          Projection.STRIP_360X65,
          tile,
          positions.of(tile));
    }
    return builder.build();
  }

  private static Path table(Path root, String table) throws FaultyDataSetException {
    Path usual = root.resolve("splits").resolve(table);
    Path nested = root.resolve("splits/splits").resolve(table);
    for (Path candidate : List.of(usual, nested, root.resolve(table))) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new FaultyDataSetException(usual, "there is no such file; " + REMEDY);
  }

  private record Row(Path tile, Path panorama) {}

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = format.parse(in)) {
      for (CSVRecord cells : parser) {
        long line = parser.getCurrentLineNumber();
        if (cells.size() < 2 || cells.get(0).isEmpty() || cells.get(1).isEmpty()) {
          throw new FaultyDataSetException(
              file, line, "a row names a tile, a panorama and an annotation, separated by commas");
        }
        Row row = new Row(Path.of(cells.get(0)), Path.of(cells.get(1)));
        if (row.tile.isAbsolute() || row.panorama.isAbsolute()) {
          throw new FaultyDataSetException(file, line, "paths must be relative to the root");
        }
        rows.add(row);
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      // What commons-csv throws for an open quote, and what is no path.
      throw new FaultyDataSetException(file, "this is no readable table: " + e.getMessage(), e);
    }
    return rows;
  }

  /**
   * Where a file is: under the root, under a folder of the same name once more (some copies were
   * unpacked into one), or among the panoramas under their other name. Where it is nowhere, where
   * it should be.
   */
  private static Path find(FolderListing files, Path root, Path path) {
    for (Path candidate : candidates(path)) {
      Path file = root.resolve(candidate);
      if (files.has(file)) {
        return file;
      }
    }
    return root.resolve(path);
  }

  private static List<Path> candidates(Path path) {
    List<Path> all = new ArrayList<>();
    Path first = path.getName(0);
    for (Path named : List.of(path, renamed(path, "panos", "cutouts"))) {
      all.add(named);
      all.add(first.resolve(named));
    }
    return all;
  }

  private static Path renamed(Path path, String from, String to) {
    Path out = Path.of("");
    for (Path part : path) {
      out = out.resolve(part.toString().equals(from) ? to : part.toString());
    }
    return out;
  }
}
