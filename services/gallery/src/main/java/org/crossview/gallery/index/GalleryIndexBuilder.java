package org.crossview.gallery.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crossview.proto.v1.TileRef;

/** Gathers tiles with their descriptors for an index. Not thread-safe. */
public final class GalleryIndexBuilder {
  private record Row(TileRef tile, List<float[]> steps) {}

  private final int steps;
  private final int descriptorLength;
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  GalleryIndexBuilder(int steps, int descriptorLength) {
    if (steps < 1 || descriptorLength < 1) {
      throw new IllegalArgumentException(
          "An index needs at least 1 step and descriptors of at least 1 value, got %d and %d"
              .formatted(steps, descriptorLength));
    }
    this.steps = steps;
    this.descriptorLength = descriptorLength;
  }

  /**
   * Adds a tile.
   *
   * @param descriptors of the steps 1..T, D finite values each; copied when the index is built
   * @throws IllegalArgumentException if their number or length is another, or the id is taken
   */
  public GalleryIndexBuilder add(TileRef tile, List<float[]> descriptors) {
    if (descriptors.size() != steps) {
      throw new IllegalArgumentException(
          "Tile %s has %d descriptors, the index has %d steps"
              .formatted(tile.getId(), descriptors.size(), steps));
    }
    for (float[] descriptor : descriptors) {
      if (descriptor.length != descriptorLength) {
        throw new IllegalArgumentException(
            "Tile %s has a descriptor of %d values, the index has %d"
                .formatted(tile.getId(), descriptor.length, descriptorLength));
      }
    }
    if (!ids.add(tile.getId())) {
      throw new IllegalArgumentException("Tile %s is there twice".formatted(tile.getId()));
    }
    rows.add(new Row(tile, List.copyOf(descriptors)));
    return this;
  }

  /** The index of what was added. */
  public GalleryIndex build() {
    rows.sort(Comparator.comparing(row -> row.tile().getId()));
    List<float[]> matrices = new ArrayList<>(steps);
    for (int step = 0; step < steps; step++) {
      float[] matrix = Matrices.allocate(rows.size(), descriptorLength);
      for (int row = 0; row < rows.size(); row++) {
        System.arraycopy(
            rows.get(row).steps().get(step), 0, matrix, row * descriptorLength, descriptorLength);
      }
      matrices.add(matrix);
    }
    return new GalleryIndex(rows.stream().map(Row::tile).toList(), matrices, descriptorLength);
  }
}
