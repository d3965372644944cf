package org.crossview.core.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Exact nearest rows of a gallery of descriptors, in plain float32: every candidate row is compared
 * with every query. The gallery is read once for a batch of queries, and beside it only the K
 * nearest rows of each query are held. Safe for use by several threads, as long as nobody writes
 * into the gallery.
 */
public final class ExactSearch {
  /** Rows compared with one query before the next query's turn: few enough to stay in the cache. */
  private static final int BLOCK_BYTES = 256 * 1024;

  private final float[] gallery;
  private final int rows;
  private final int length;
  private final int rowsPerBlock;

  /**
   * @param gallery the first {@code rows * length} values are the descriptors [N][D], row by row,
   *     finite; not copied
   * @param rows N, at least 0
   * @param length D, at least 1
   * @throws IllegalArgumentException if the array is too short or a value is NaN or infinite
   */
  public ExactSearch(float[] gallery, int rows, int length) {
    if (rows < 0 || length < 1 || (long) rows * length > gallery.length) {
      throw new IllegalArgumentException(
          "A gallery of %d rows with %d values does not fit into an array of %d"
              .formatted(rows, length, gallery.length));
    }
    for (int i = 0; i < rows * length; i++) {
      if (!Float.isFinite(gallery[i])) {
        throw new IllegalArgumentException(
            "Value %d of gallery row %d is %s; descriptors must be finite"
                .formatted(i % length, i / length, gallery[i]));
      }
    }
    this.gallery = gallery;
    this.rows = rows;
    this.length = length;
    this.rowsPerBlock = Math.max(1, BLOCK_BYTES / (length * Float.BYTES));
  }

  /** Number of rows N. */
  public int rows() {
    return rows;
  }

  /** Values in a descriptor, D. */
  public int length() {
    return length;
  }

  /**
   * The nearest rows of one query.
   *
   * @see #search(List, int)
   */
  public List<Neighbour> search(Query query, int k) {
    return search(List.of(query), k).getFirst();
  }

  /**
   * The nearest rows of each query by L2 distance, for unit vectors 0..2.
   *
   * @param queries descriptors of D finite values each
   * @param k how many rows, at least 1
   * @return for each query at most k of the rows it accepts, ordered by distance, then by row
   * @throws IllegalArgumentException if k is below 1, or a query has another length or a value that
   *     is NaN or infinite
   */
  public List<List<Neighbour>> search(List<Query> queries, int k) {
    List<TopK> nearest = new ArrayList<>(queries.size());
    for (Query query : queries) {
      check(query.descriptor());
      nearest.add(new TopK(k));
    }
    for (int from = 0; from < rows; from += rowsPerBlock) {
      int to = Math.min(rows, from + rowsPerBlock);
      for (int q = 0; q < queries.size(); q++) {
        searchBlock(queries.get(q), from, to, nearest.get(q));
      }
    }
    return nearest.stream().map(TopK::nearestFirst).toList();
  }

  private void searchBlock(Query query, int from, int to, TopK nearest) {
    for (int row = from; row < to; row++) {
      if (query.accepts().test(row)) {
        float squared = Distances.squaredL2(query.descriptor(), 0, gallery, row * length, length);
        nearest.offer(row, (float) Math.sqrt(squared));
      }
    }
  }

  private void check(float[] descriptor) {
    if (descriptor.length != length) {
      throw new IllegalArgumentException(
          "The gallery's descriptors have %d values, the query has %d"
              .formatted(length, descriptor.length));
    }
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(descriptor[i])) {
        throw new IllegalArgumentException(
            "Value %d of the query is %s; descriptors must be finite".formatted(i, descriptor[i]));
      }
    }
  }
}
