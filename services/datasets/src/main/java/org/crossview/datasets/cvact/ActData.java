package org.crossview.datasets.cvact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.core.geo.UtmCoordinate;
import org.crossview.datasets.split.FaultyDataSetException;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/**
 * {@code ACT_data.mat}, the table of CVACT, a MATLAB file of version 5: {@code panoIds}, {@code
 * utm} (a row for each of them) and the indices of each part, counted from 1.
 */
final class ActData {
  /** Canberra lies in it. */
  private static final int ZONE = 55;

  private final Path file;
  private final MatFile content;
  private final String[] panoIds;
  private final Matrix utm;

  private ActData(Path file, MatFile content) throws FaultyDataSetException {
    this.file = file;
    this.content = content;
    this.panoIds = strings("panoIds", entry("panoIds"));
    this.utm = matrix("utm", entry("utm"));
    if (utm.getNumRows() != panoIds.length || utm.getNumCols() != 2) {
      throw faulty(
          "the field 'utm' has %d x %d values; %d x 2 are expected, a row for each of 'panoIds'"
              .formatted(utm.getNumRows(), utm.getNumCols(), panoIds.length));
    }
  }

  /**
   * A pair of CVACT.
   *
   * @param panoId the name that its images begin with
   * @param utm where it was taken
   */
  record Pair(String panoId, UtmCoordinate utm) {}

  /**
   * Reads the pairs of a part.
   *
   * @param struct such as {@code trainSet}
   * @param field of it, such as {@code trainInd}
   * @throws FaultyDataSetException if the file is no MATLAB file of version 5, or lacks a field
   */
  static List<Pair> pairs(Path file, String struct, String field) throws IOException {
    if (!Files.isReadable(file)) {
      throw new FaultyDataSetException(file, "the file cannot be read");
    }
    try (Mat5File content = Mat5.readFromFile(file.toFile())) {
      return new ActData(file, content).pairs(struct, field);
    } catch (FaultyDataSetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The reader has no exception of its own for bytes that are no MATLAB file.
      throw new FaultyDataSetException(
          file,
          "this is no MATLAB file of version 5 (%s); fetch ACT_data.mat again, or save it with -v7"
              .formatted(e.getMessage()),
          e);
    }
  }

  private List<Pair> pairs(String struct, String field) throws FaultyDataSetException {
    String name = struct + "." + field;
    Array holder = find(struct);
    if (!(holder instanceof Struct fields) || !fields.getFieldNames().contains(field)) {
      throw noField(name);
    }
    Matrix matrix = matrix(name, fields.get(field));
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < matrix.getNumElements(); i++) {
      pairs.add(pair(index(name, matrix.getDouble(i))));
    }
    return pairs;
  }

  /** An index from 0 from one that counts from 1. */
  private int index(String name, double value) throws FaultyDataSetException {
    if (!(value >= 1 && value <= panoIds.length) || value != Math.rint(value)) {
      throw faulty(
          "the field '%s' holds the index %s; indices are whole numbers, 1 to %d"
              .formatted(name, value, panoIds.length));
    }
    return (int) value - 1;
  }

  private Pair pair(int index) {
    return new Pair(
        panoIds[index],
        new UtmCoordinate(ZONE, false, utm.getDouble(index, 0), utm.getDouble(index, 1)));
  }

  private Array entry(String name) throws FaultyDataSetException {
    Array found = find(name);
    if (found == null) {
      throw noField(name);
    }
    return found;
  }

  /** The field of that name, or null. */
  private Array find(String name) {
    for (MatFile.Entry entry : content.getEntries()) {
      if (entry.getName().equals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private Matrix matrix(String name, Array value) throws FaultyDataSetException {
    if (value instanceof Matrix matrix) {
      return matrix;
    }
    throw faulty("the field '%s' holds no numbers".formatted(name));
  }

  /** The rows of a matrix of characters, or the elements of a cell array. */
  private String[] strings(String name, Array value) throws FaultyDataSetException {
    if (value instanceof Char rows) {
      String[] strings = new String[rows.getNumRows()];
      for (int i = 0; i < strings.length; i++) {
        strings[i] = rows.getRow(i).strip();
      }
      return strings;
    }
    if (!(value instanceof Cell cells)) {
      throw faulty("the field '%s' holds no texts".formatted(name));
    }
    String[] strings = new String[cells.getNumElements()];
    for (int i = 0; i < strings.length; i++) {
      if (!(cells.get(i) instanceof Char text)) {
        throw faulty("element %d of the field '%s' is no text".formatted(i + 1, name));
      }
      strings[i] = text.getString().strip();
    }
    return strings;
  }

  private FaultyDataSetException noField(String name) {
    return faulty(
        "there is no field '%s'; use the ACT_data.mat that comes with CVACT".formatted(name));
  }

  private FaultyDataSetException faulty(String what) {
    return new FaultyDataSetException(file, what);
  }
}
