package org.crossview.imaging.folder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.crossview.core.geo.LatLon;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.Projection;

/** Reads and writes the rows of {@code pairs.csv}; looks at no other file. */
final class PairsCsv {
  private static final String ID = "id";
  private static final String GROUND = "ground";
  private static final String AERIAL = "aerial";
  private static final String LAT = "lat";
  private static final String LON = "lon";
  private static final String HEADING = "heading_deg";
  private static final String PROJECTION = "projection";
  private static final String CENTRE_COLUMN = "centre_column";
  private static final String[] COLUMNS = {
    ID, GROUND, AERIAL, LAT, LON, HEADING, PROJECTION, CENTRE_COLUMN
  };

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** A row and the line it ends in, for messages. */
  record Line(long number, PairsRow row) {}

  private PairsCsv() {}

  static List<Line> read(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      skipByteOrderMark(in);
      try (CSVParser parser = FORMAT.parse(in)) {
        for (String column : COLUMNS) {
          if (!parser.getHeaderMap().containsKey(column)) {
            throw new FaultyFolderException(
                file,
                1,
                "there is no column '%s'; needed are %s"
                    .formatted(column, String.join(", ", COLUMNS)));
          }
        }
        List<Line> lines = new ArrayList<>();
        for (CSVRecord record : parser) {
          long number = parser.getCurrentLineNumber();
          lines.add(new Line(number, new Cells(file, number, record).row()));
        }
        return lines;
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      // What commons-csv throws for a doubled column or an open quote.
      throw new FaultyFolderException(
          file, "this is not a readable CSV file: " + e.getMessage(), e);
    }
  }

  static void write(Path file, List<PairsRow> rows) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader(COLUMNS).setRecordSeparator('\n').get();
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(out, format)) {
      for (PairsRow row : rows) {
        printer.printRecord(
            row.id(),
            row.ground().orElse(""),
            row.aerial(),
            row.position().map(position -> Double.toString(position.lat())).orElse(""),
            row.position().map(position -> Double.toString(position.lon())).orElse(""),
            row.headingDegrees().isPresent()
                ? Double.toString(row.headingDegrees().getAsDouble())
                : "",
            row.projection(),
            row.ground().isPresent() ? row.centreColumn().code() : "");
      }
    }
  }

  private static void skipByteOrderMark(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
  }

  /** The cells of one row, checked. */
  private record Cells(Path file, long line, CSVRecord cells) {
    PairsRow row() throws FaultyFolderException {
      if (!cells.isConsistent()) {
        throw fault("the row has %d cells, the header has another number".formatted(cells.size()));
      }
      String aerial = text(AERIAL);
      if (aerial.isEmpty()) {
        throw fault("aerial is empty; every row names a tile");
      }
      if (text(GROUND).isEmpty()) {
        return PairsRow.tile(text(ID), aerial, position());
      }
      CentreColumn centre = centreColumn();
      OptionalDouble heading = heading();
      if (centre == CentreColumn.HEADING && heading.isEmpty()) {
        throw fault(
            "heading_deg is empty, and centre_column says that the heading is in the centre");
      }
      return new PairsRow(
          text(ID), Optional.of(text(GROUND)), aerial, position(), heading, projection(), centre);
    }

    private Optional<LatLon> position() throws FaultyFolderException {
      OptionalDouble lat = number(LAT);
      OptionalDouble lon = number(LON);
      if (lat.isPresent() != lon.isPresent()) {
        throw fault("lat and lon must both be given or both be empty");
      }
      if (lat.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(new LatLon(lat.getAsDouble(), lon.getAsDouble()));
      } catch (IllegalArgumentException e) {
        throw fault(e.getMessage());
      }
    }

    private OptionalDouble heading() throws FaultyFolderException {
      OptionalDouble heading = number(HEADING);
      if (heading.isPresent() && !Double.isFinite(heading.getAsDouble())) {
        throw fault("heading_deg is '%s'; it must be finite".formatted(text(HEADING)));
      }
      return heading;
    }

    private String projection() throws FaultyFolderException {
      String projection = text(PROJECTION);
      if (!projection.equals(PairsRow.PERSPECTIVE)) {
        try {
          Projection.of(projection);
        } catch (UnusableInputException e) {
          throw fault(e.getMessage() + " (and perspective, for rows that serve as tiles only)");
        }
      }
      return projection;
    }

    private CentreColumn centreColumn() throws FaultyFolderException {
      String code = text(CENTRE_COLUMN);
      return Arrays.stream(CentreColumn.values())
          .filter(centre -> centre.code().equals(code))
          .findFirst()
          .orElseThrow(
              () -> fault("centre_column is '%s'; it must be north or heading".formatted(code)));
    }

    private OptionalDouble number(String column) throws FaultyFolderException {
      String text = text(column);
      if (text.isEmpty()) {
        return OptionalDouble.empty();
      }
      try {
        return OptionalDouble.of(Double.parseDouble(text));
      } catch (NumberFormatException e) {
        throw fault("%s is '%s'; it must be a number or empty".formatted(column, text));
      }
    }

    private String text(String column) {
      return cells.get(column).strip();
    }

    private FaultyFolderException fault(String what) {
      return new FaultyFolderException(file, line, what);
    }
  }
}
