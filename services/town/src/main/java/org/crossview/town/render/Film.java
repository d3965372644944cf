package org.crossview.town.render;

import org.crossview.core.image.BgrImage;
import org.crossview.town.noise.HashRandom;

/** Turns light into pixels as a camera does: blur, exposure, white balance, tone and noise. */
final class Film {
  private Film() {}

  /**
   * @param rgb {@code height * width * 3} values, red green blue, about 0..255
   * @param wrap whether the columns go round
   * @param meterFrom first row that the exposure is measured on
   * @param meterTo row after the last of them
   */
  static BgrImage develop(
      float[] rgb,
      int height,
      int width,
      Conditions day,
      boolean wrap,
      int meterFrom,
      int meterTo) {
    float[] soft = blur(rgb, height, width, day.blur, wrap);
    byte[] out = new byte[height * width * 3];
    byte[] tone = tone(day.gamma);
    float auto = exposure(soft, meterFrom * width * 3, meterTo * width * 3);
    int state = (int) HashRandom.mix(day.seed);
    float amplitude = day.noise / 32_768f;
    for (int i = 0; i < soft.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        state = state * 1_664_525 + 1_013_904_223;
        // The sum of two uniform numbers is near enough to a bell.
        float grain = ((state >> 16) + (short) (state >> 4)) * amplitude;
        float v = soft[i + c] * (day.gain[c] * auto) + grain;
        out[i + 2 - c] = tone[v < 0 ? 0 : v > 319 ? 319 : (int) v];
      }
    }
    return new BgrImage(height, width, out);
  }

  /**
   * What a camera does by itself: it brings the mean near the middle, though not all the way. It
   * meters the rows given, so that a band and a full sphere come out alike.
   */
  private static float exposure(float[] rgb, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int i = from + 1; i < to; i += 12) {
      sum += Math.min(255, rgb[i]);
      count++;
    }
    double mean = Math.max(8, sum / count);
    return (float) StrictMath.pow(112 / mean, .6);
  }

  /** Tone curve with a soft shoulder above white. */
  private static byte[] tone(float gamma) {
    byte[] out = new byte[320];
    for (int i = 0; i < 320; i++) {
      double v = i < 200 ? i / 255.0 : (200 + 55 * (1 - StrictMath.exp(-(i - 200) / 55.0))) / 255;
      out[i] = (byte) Math.round(255 * StrictMath.pow(v, gamma));
    }
    return out;
  }

  private static float[] blur(float[] in, int height, int width, float side, boolean wrap) {
    float[] rows = new float[in.length];
    float mid = 1 - 2 * side;
    int stride = width * 3;
    for (int y = 0; y < height; y++) {
      int base = y * stride;
      for (int k = 3; k < stride - 3; k++) {
        int i = base + k;
        rows[i] = in[i] * mid + (in[i - 3] + in[i + 3]) * side;
      }
      for (int c = 0; c < 3; c++) {
        int first = base + c;
        int last = base + stride - 3 + c;
        int beforeFirst = wrap ? last : first;
        int afterLast = wrap ? first : last;
        rows[first] = in[first] * mid + (in[beforeFirst] + in[Math.min(first + 3, last)]) * side;
        rows[last] = in[last] * mid + (in[Math.max(last - 3, first)] + in[afterLast]) * side;
      }
    }
    float[] out = new float[in.length];
    for (int y = 0; y < height; y++) {
      int up = Math.max(0, y - 1) * stride;
      int down = Math.min(height - 1, y + 1) * stride;
      int at = y * stride;
      for (int k = 0; k < stride; k++) {
        out[at + k] = rows[at + k] * mid + (rows[up + k] + rows[down + k]) * side;
      }
    }
    return out;
  }
}
