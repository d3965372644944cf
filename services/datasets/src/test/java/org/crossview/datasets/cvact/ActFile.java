package org.crossview.datasets.cvact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/** Writes {@code ACT_data.mat} as CVACT's download has it. */
public final class ActFile {
  private final MatFile file = Mat5.newMatFile();

  /** Panorama ids as a cell array. */
  ActFile cells(List<String> ids) {
    Cell cells = Mat5.newCell(ids.size(), 1);
    for (int i = 0; i < ids.size(); i++) {
      cells.set(i, Mat5.newString(ids.get(i)));
    }
    return with("panoIds", cells);
  }

  /** Panorama ids as a matrix of characters, an id in each row. */
  ActFile rows(List<String> ids) {
    int length = ids.stream().mapToInt(String::length).max().orElseThrow();
    Char rows = Mat5.newChar(ids.size(), length);
    for (int i = 0; i < ids.size(); i++) {
      for (int c = 0; c < length; c++) {
        rows.setChar(i, c, c < ids.get(i).length() ? ids.get(i).charAt(c) : ' ');
      }
    }
    return with("panoIds", rows);
  }

  /** Eastings and northings. */
  ActFile utm(double[][] places) {
    return with("utm", matrix(places));
  }

  /** The indices of a part, from 1. */
  ActFile part(String struct, String field, double... indices) {
    double[][] column = new double[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      column[i] = new double[] {indices[i]};
    }
    return with(struct, Mat5.newStruct().set(field, matrix(column)));
  }

  ActFile with(String name, Array value) {
    file.addArray(name, value);
    return this;
  }

  void write(Path path) throws IOException {
    Mat5.writeToFile(file, path.toFile());
  }

  private static Matrix matrix(double[][] values) {
    Matrix matrix = Mat5.newMatrix(values.length, values[0].length);
    for (int row = 0; row < values.length; row++) {
      for (int col = 0; col < values[row].length; col++) {
        matrix.setDouble(row, col, values[row][col]);
      }
    }
    return matrix;
  }
}
