package org.crossview.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Float16Test {
  @Test
  void valuesAreLittleEndian() {
    // binary16: 1.0 = 0x3c00, -2.0 = 0xc000, 0.5 = 0x3800
    assertThat(Float16.encode(new float[] {1f, -2f, 0.5f}))
        .containsExactly(0x00, 0x3c, 0x00, 0xc0, 0x00, 0x38);
  }

  @Property(tries = 200, seed = "16")
  void aUnitValueComesBackWithinHalfAStep(@ForAll("unitValues") float[] values) {
    float[] back = Float16.decode(Float16.encode(values));

    assertThat(back).hasSize(values.length);
    for (int i = 0; i < values.length; i++) {
      // Half a step is 2^-11 of the value, or 2^-25 below the normal range.
      float tolerance = Math.max(Math.abs(values[i]) * 0x1p-11f, 0x1p-25f);
      assertThat(back[i]).isCloseTo(values[i], within(tolerance));
    }
  }

  @Provide
  Arbitrary<float[]> unitValues() {
    return Arbitraries.floats().between(-1f, 1f).array(float[].class).ofMaxSize(65);
  }

  @Test
  void everyFiniteFloat16ComesBackBitForBit() {
    for (int bits = 0; bits < 0x10000; bits++) {
      byte[] bytes = {(byte) bits, (byte) (bits >> 8)};
      float[] value = Float16.decode(bytes);
      if (Float.isFinite(value[0])) {
        assertThat(Float16.encode(value)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aDescriptorIsDecodedIntoItsPlaceInAGallery() {
    float[] gallery = {9, 9, 9, 9};

    Float16.decode(Float16.encode(new float[] {1, 2}), gallery, 1);

    assertThat(gallery).containsExactly(9, 1, 2, 9);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 65520f, -1e9f})
  void aValueWithoutAFiniteFloat16IsRefused(float value) {
    assertThatThrownBy(() -> Float16.encode(new float[] {0, value}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Value 1 of 2");
  }

  @Test
  void anOddNumberOfBytesIsRefused() {
    assertThatThrownBy(() -> Float16.decode(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3");
  }

  @Test
  void aGalleryTooSmallIsRefused() {
    assertThatThrownBy(() -> Float16.decode(new byte[4], new float[4], 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
