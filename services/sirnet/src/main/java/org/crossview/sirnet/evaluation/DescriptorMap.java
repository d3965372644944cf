package org.crossview.sirnet.evaluation;

import org.crossview.core.model.ModelDescription;

/**
 * The map that a descriptor was flattened from, row by row, column by column: under the polar
 * transform its columns are directions around the camera, in both views the same.
 *
 * @param rows height of the map
 * @param columns directions, 360 / columns degrees apart, clockwise from south
 * @param channels values in each place
 */
public record DescriptorMap(int rows, int columns, int channels) {
  /** Columns of the panorama for one of the map: the backbone halves the width three times. */
  private static final int COLUMN_PIXELS = 8;

  /** Rows for one of the map: the backbone's, and two strides in the aggregation. */
  private static final int ROW_PIXELS = 32;

  /**
   * The map of a model's descriptors.
   *
   * @throws IllegalArgumentException if the model takes tiles without the polar transform, whose
   *     columns are no directions, or its descriptor is not such a map
   */
  public static DescriptorMap of(ModelDescription model) {
    if (!model.polar()) {
      throw new IllegalArgumentException(
          "model %s takes tiles without the polar transform: its descriptors have no directions"
              .formatted(model.version()));
    }
    int columns = Math.ceilDiv(model.width(), COLUMN_PIXELS);
    int rows = Math.ceilDiv(model.height(), ROW_PIXELS);
    if (model.descriptorLength() % (rows * columns) != 0) {
      throw new IllegalArgumentException(
          "descriptors of %d values are no map of %d rows and %d columns"
              .formatted(model.descriptorLength(), rows, columns));
    }
    return new DescriptorMap(rows, columns, model.descriptorLength() / (rows * columns));
  }

  /** Values of a descriptor. */
  public int length() {
    return rows * columns * channels;
  }

  /** Values in a column. */
  int columnLength() {
    return rows * channels;
  }

  /** Where value i (0 .. {@link #columnLength} - 1) of a column is in the descriptor. */
  int index(int i, int column) {
    return (i / channels * columns + column) * channels + i % channels;
  }
}
