package org.crossview.sirnet.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Compares panoramas that show only a part of the circle, or whose heading is unknown, as DSM does
 * (Shi et al., CVPR 2020): the panorama's descriptor is laid over the tile's at one shift, or at
 * the one of all shifts where their correlation is highest. Only then are the tile's columns cut
 * out that the panorama shows; the distance is that of those, each view normalised over them.
 *
 * <p>Holds a spectrum of the gallery, slightly larger than the gallery, beside it.
 */
public final class AzimuthComparison implements Comparison {
  private static final float SMALLEST_NORM = 1e-6f;

  private final DescriptorMap map;
  private final ColumnSpectrum spectrum;
  private final DescriptorBlocks queries;
  private final DescriptorBlocks gallery;
  private final DescriptorBlocks spectra;

  /** For every shift 1 / the norm of the columns that the panorama would show. */
  private final DescriptorBlocks scales;

  private final int shown;
  private final int[] shifts;

  /**
   * @param map of both views' descriptors
   * @param shown columns that the panoramas show, 1..columns, from the first
   * @param shifts for every query the tile's column that its first column looks at; null where that
   *     is unknown
   */
  public AzimuthComparison(
      DescriptorMap map,
      DescriptorBlocks queries,
      DescriptorBlocks gallery,
      int shown,
      int[] shifts) {
    if (queries.length() != map.length() || gallery.length() != map.length()) {
      throw new IllegalArgumentException(
          "Descriptors of %d and %d values are no map of %d"
              .formatted(queries.length(), gallery.length(), map.length()));
    }
    if (shown < 1 || shown > map.columns()) {
      throw new IllegalArgumentException(
          "A panorama shows 1..%d columns of the map, got %d".formatted(map.columns(), shown));
    }
    this.map = map;
    this.spectrum = new ColumnSpectrum(map);
    this.queries = queries;
    this.gallery = gallery;
    this.shown = shown;
    this.shifts = shifts == null ? null : shifts.clone();
    this.spectra = new DescriptorBlocks(gallery.images(), gallery.steps(), spectrum.length());
    this.scales = new DescriptorBlocks(gallery.images(), gallery.steps(), map.columns());
    IntStream.range(0, gallery.images()).parallel().forEach(this::addTile);
  }

  /** Values that are held of a tile at a step, beside its descriptor. */
  public static int valuesOfTile(DescriptorMap map) {
    return new ColumnSpectrum(map).length() + map.columns();
  }

  private void addTile(int tile) {
    float[][] transformed = new float[gallery.steps()][];
    float[][] scale = new float[gallery.steps()][];
    for (int t = 0; t < gallery.steps(); t++) {
      float[] descriptor = gallery.get(tile, t);
      transformed[t] = spectrum.of(descriptor);
      scale[t] = scales(descriptor);
    }
    spectra.set(tile, transformed);
    scales.set(tile, scale);
  }

  private float[] scales(float[] descriptor) {
    double[] energy = new double[map.columns()];
    for (int c = 0; c < energy.length; c++) {
      for (int i = 0; i < map.columnLength(); i++) {
        double value = descriptor[map.index(i, c)];
        energy[c] += value * value;
      }
    }
    float[] scale = new float[energy.length];
    for (int shift = 0; shift < scale.length; shift++) {
      double sum = 0;
      for (int c = 0; c < shown; c++) {
        sum += energy[(shift + c) % energy.length];
      }
      scale[shift] = 1 / Math.max(SMALLEST_NORM, (float) Math.sqrt(sum));
    }
    return scale;
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
    for (int q = 0; q < squared.length; q++) {
      float[] query = spectrum.of(visible(queries.get(from + q, step)));
      int[] tried = shifts == null ? null : new int[] {shifts[from + q]};
      for (int b = 0; b < gallery.blocks(); b++) {
        float[] cosines = cosines(query, step, b, tried);
        int start = b * DescriptorBlocks.LANES;
        for (int j = 0; j < cosines.length; j++) {
          squared[q][start + j] = Math.max(0, 2 - 2 * cosines[j]);
        }
      }
    }
  }

  /**
   * The shift at which a query correlates with a tile most.
   *
   * @param step from 0
   * @return the tile's column that the panorama's first column looks at
   */
  public int bestShift(int step, int query, int tile) {
    float[] shownPart = visible(queries.get(query, step));
    float[] descriptor = gallery.get(tile, step);
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int shift = 0; shift < map.columns(); shift++) {
      double sum = 0;
      for (int c = 0; c < shown; c++) {
        int column = (c + shift) % map.columns();
        for (int i = 0; i < map.columnLength(); i++) {
          sum += (double) shownPart[map.index(i, c)] * descriptor[map.index(i, column)];
        }
      }
      if (sum > highest) {
        highest = sum;
        best = shift;
      }
    }
    return best;
  }

  /** The columns shown, normalised; the others 0. */
  private float[] visible(float[] descriptor) {
    float[] visible = new float[descriptor.length];
    double sum = 0;
    for (int c = 0; c < shown; c++) {
      for (int i = 0; i < map.columnLength(); i++) {
        int at = map.index(i, c);
        visible[at] = descriptor[at];
        sum += (double) descriptor[at] * descriptor[at];
      }
    }
    float norm = Math.max(SMALLEST_NORM, (float) Math.sqrt(sum));
    for (int i = 0; i < visible.length; i++) {
      visible[i] /= norm;
    }
    return visible;
  }

  /**
   * The cosine at the shift of the highest correlation, of every tile of a block. The shift is
   * chosen before the tile is normalised, so columns of little energy are not sought out.
   */
  private float[] cosines(float[] query, int step, int block, int[] tried) {
    float[][] scale = scales.block(step, block);
    float[][] products = products(query, spectra.block(step, block));
    float[] cosines = new float[scale[0].length];
    float[] highest = new float[cosines.length];
    Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    float[] correlation = new float[cosines.length];
    int count = tried == null ? map.columns() : tried.length;
    for (int n = 0; n < count; n++) {
      int shift = tried == null ? n : tried[n];
      Arrays.fill(correlation, 0);
      for (int f = 0; f < spectrum.frequencies(); f++) {
        add(
            correlation,
            products[2 * f],
            spectrum.realWeight(f, shift),
            products[2 * f + 1],
            spectrum.imaginaryWeight(f, shift));
      }
      for (int j = 0; j < cosines.length; j++) {
        if (correlation[j] > highest[j]) {
          highest[j] = correlation[j];
          cosines[j] = correlation[j] * scale[shift][j];
        }
      }
    }
    return cosines;
  }

  /** conj(query) * tile for every frequency, summed over the column: real part, imaginary part. */
  private float[][] products(float[] query, float[][] tiles) {
    float[][] products = new float[2 * spectrum.frequencies()][tiles[0].length];
    for (int i = 0; i < map.columnLength(); i++) {
      for (int f = 0; f < spectrum.frequencies(); f++) {
        int at = spectrum.index(i, f);
        float real = query[at];
        float imaginary = query[at + 1];
        add(products[2 * f], tiles[at], real, tiles[at + 1], imaginary);
        add(products[2 * f + 1], tiles[at + 1], real, tiles[at], -imaginary);
      }
    }
    return products;
  }

  private static void add(float[] sums, float[] a, float weightA, float[] b, float weightB) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = Math.fma(a[j], weightA, Math.fma(b[j], weightB, sums[j]));
    }
  }
}
