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
    int columns = model.descriptorColumns();
    int rows = model.descriptorRows();
    if (rows * columns == 0) {
      throw new IllegalArgumentException(
          "the head of model %s keeps no directions".formatted(model.version()));
    }
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
