package org.crossview.core.descriptor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Objects;

/**
 * Descriptors as they travel and are stored: little-endian IEEE 754 binary16, two bytes a value.
 * The relative rounding error is at most 2^-11 for values of 2^-14 and more.
 */
public final class Float16 {
  private Float16() {}

  /**
   * Encodes values, rounding each to the nearest binary16, ties to even.
   *
   * @param values finite, of a magnitude below 65520; not changed
   * @return {@code 2 * values.length} bytes
   * @throws IllegalArgumentException if a value has no finite binary16: a descriptor with NaN in it
   *     is a fault of its maker and must not be stored
   */
  public static byte[] encode(float[] values) {
    byte[] bytes = new byte[values.length * Short.BYTES];
    ShortBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    for (int i = 0; i < values.length; i++) {
      short half = Float.floatToFloat16(values[i]);
      if (!Float.isFinite(Float.float16ToFloat(half))) {
        throw new IllegalArgumentException(
            "Value %d of %d is %s, which has no finite float16 (magnitude below 65520)"
                .formatted(i, values.length, values[i]));
      }
      out.put(i, half);
    }
    return bytes;
  }

  /**
   * Decodes any binary16 values, exactly; NaN and infinities stay what they are.
   *
   * @param bytes an even number of them; not changed
   * @return {@code bytes.length / 2} values
   * @throws IllegalArgumentException if the number of bytes is odd
   */
  public static float[] decode(byte[] bytes) {
    float[] values = new float[bytes.length / Short.BYTES];
    decode(bytes, values, 0);
    return values;
  }

  /**
   * Decodes into a part of an array, as a gallery of many descriptors needs it.
   *
   * @param bytes an even number of them; not changed
   * @param into receives {@code bytes.length / 2} values
   * @param offset index of the first value written
   * @throws IllegalArgumentException if the number of bytes is odd
   * @throws IndexOutOfBoundsException if the values do not fit
   */
  public static void decode(byte[] bytes, float[] into, int offset) {
    if (bytes.length % Short.BYTES != 0) {
      throw new IllegalArgumentException(
          "Float16 values take two bytes each, got an odd number of bytes: " + bytes.length);
    }
    int count = bytes.length / Short.BYTES;
    Objects.checkFromIndexSize(offset, count, into.length);
    ShortBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    for (int i = 0; i < count; i++) {
      into[offset + i] = Float.float16ToFloat(in.get(i));
    }
  }
}
