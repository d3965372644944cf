package org.crossview.sirnet.evaluation;

/**
 * Discrete Fourier transform along the columns of a descriptor. Correlating two descriptors at all
 * shifts costs a product for every frequency instead of one for every shift and column.
 */
final class ColumnSpectrum {
  private final DescriptorMap map;
  private final int frequencies;

  /** [column], of the angle 2 pi column / columns. */
  private final double[] cosine;

  private final double[] sine;

  ColumnSpectrum(DescriptorMap map) {
    this.map = map;
    this.frequencies = map.columns() / 2 + 1;
    this.cosine = new double[map.columns()];
    this.sine = new double[map.columns()];
    for (int c = 0; c < map.columns(); c++) {
      cosine[c] = Math.cos(2 * Math.PI * c / map.columns());
      sine[c] = Math.sin(2 * Math.PI * c / map.columns());
    }
  }

  /** Frequencies kept; the others of a real signal mirror them. */
  int frequencies() {
    return frequencies;
  }

  /** Values of a spectrum. */
  int length() {
    return 2 * frequencies * map.columnLength();
  }

  /** Where the real part is; the imaginary part follows. */
  int index(int i, int frequency) {
    return 2 * (i * frequencies + frequency);
  }

  /** The spectrum of a descriptor. */
  float[] of(float[] descriptor) {
    float[] spectrum = new float[length()];
    for (int i = 0; i < map.columnLength(); i++) {
      for (int f = 0; f < frequencies; f++) {
        double real = 0;
        double imaginary = 0;
        for (int c = 0; c < map.columns(); c++) {
          float value = descriptor[map.index(i, c)];
          int angle = f * c % map.columns();
          real += value * cosine[angle];
          imaginary -= value * sine[angle];
        }
        spectrum[index(i, f)] = (float) real;
        spectrum[index(i, f) + 1] = (float) imaginary;
      }
    }
    return spectrum;
  }

  /** What the real part of a product counts in the correlation at a shift. */
  float realWeight(int frequency, int shift) {
    return (float) (weight(frequency) * cosine[frequency * shift % map.columns()]);
  }

  /** What the imaginary part of a product counts in the correlation at a shift. */
  float imaginaryWeight(int frequency, int shift) {
    return (float) (-weight(frequency) * sine[frequency * shift % map.columns()]);
  }

  private double weight(int frequency) {
    boolean mirrored = frequency > 0 && 2 * frequency != map.columns();
    return (mirrored ? 2.0 : 1.0) / map.columns();
  }
}
