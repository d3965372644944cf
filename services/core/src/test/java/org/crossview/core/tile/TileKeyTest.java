package org.crossview.core.tile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileKeyTest {
  private static final String MODEL = "0123456789ab";

  @Test
  void theKeyIsModelCellAndTileWithSlashesBetween() {
    assertThat(new String(new TileKey(MODEL, "8928308280fffff", "town-1/7").toBytes(), UTF_8))
        .isEqualTo("0123456789ab/8928308280fffff/town-1/7");
  }

  @Property
  void everyKeyIsReadAsItWasWritten(
      @ForAll @StringLength(12) @CharRange(from = '0', to = '9') @CharRange(from = 'a', to = 'f')
          String model,
      @ForAll @StringLength(min = 1, max = 15) @CharRange(from = 'a', to = 'f') String cell,
      @ForAll @NotEmpty @CharRange(from = ' ', to = '\ud7ff') String tile) {
    TileKey key = new TileKey(model, cell, tile);
    assertThat(TileKey.parse(key.toBytes())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile-7",
        "0123456789ab/none",
        "0123456789ab/none/",
        "0123456789AB/none/tile",
        "0123456789ab//tile",
        "0123456789ab/{x}/tile"
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> TileKey.parse(text.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
