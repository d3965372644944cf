package org.crossview.sirnet.evaluation;

/**
 * Distances of whole descriptors, from the differences of their values (not from the inner product,
 * which loses near neighbours to cancellation).
 */
public final class L2Comparison implements Comparison {
  /** Values taken at a time, so that a sum is loaded and stored once for all of them. */
  private static final int AT_ONCE = 4;

  private final DescriptorBlocks queries;
  private final DescriptorBlocks gallery;

  /**
   * @param queries of the same steps and length as the gallery
   */
  public L2Comparison(DescriptorBlocks queries, DescriptorBlocks gallery) {
    if (queries.steps() != gallery.steps() || queries.length() != gallery.length()) {
      throw new IllegalArgumentException(
          "Queries of %d steps and %d values cannot be compared with tiles of %d and %d"
              .formatted(queries.steps(), queries.length(), gallery.steps(), gallery.length()));
    }
    this.queries = queries;
    this.gallery = gallery;
  }

  @Override
  public int queries() {
    return queries.images();
  }

  @Override
  public int tiles() {
    return gallery.images();
  }

  @Override
  public int steps() {
    return gallery.steps();
  }

  @Override
  public void compare(int step, int from, float[][] squared) {
    float[][] descriptors = new float[squared.length][];
    for (int q = 0; q < squared.length; q++) {
      descriptors[q] = queries.get(from + q, step);
    }
    for (int b = 0; b < gallery.blocks(); b++) {
      float[][] rows = gallery.block(step, b);
      float[][] sums = new float[squared.length][rows[0].length];
      int d = 0;
      for (; d + AT_ONCE <= rows.length; d += AT_ONCE) {
        for (int q = 0; q < sums.length; q++) {
          addFour(sums[q], descriptors[q], rows, d);
        }
      }
      for (; d < rows.length; d++) {
        for (int q = 0; q < sums.length; q++) {
          addOne(sums[q], descriptors[q][d], rows[d]);
        }
      }
      for (int q = 0; q < sums.length; q++) {
        System.arraycopy(sums[q], 0, squared[q], b * DescriptorBlocks.LANES, sums[q].length);
      }
    }
  }

  private static void addFour(float[] sums, float[] query, float[][] rows, int d) {
    // Arrays and values by name and only four of them, in one short loop over one index: the JVM
    // makes vector instructions of it only then.
    float q0 = query[d];
    float q1 = query[d + 1];
    float q2 = query[d + 2];
    float q3 = query[d + 3];
    float[] r0 = rows[d];
    float[] r1 = rows[d + 1];
    float[] r2 = rows[d + 2];
    float[] r3 = rows[d + 3];
    for (int j = 0; j < sums.length; j++) {
      float d0 = q0 - r0[j];
      float d1 = q1 - r1[j];
      float d2 = q2 - r2[j];
      float d3 = q3 - r3[j];
      sums[j] = Math.fma(d0, d0, d1 * d1) + Math.fma(d2, d2, Math.fma(d3, d3, sums[j]));
    }
  }

  private static void addOne(float[] sums, float query, float[] row) {
    for (int j = 0; j < sums.length; j++) {
      float difference = query - row[j];
      sums[j] = Math.fma(difference, difference, sums[j]);
    }
  }
}
