package org.crossview.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.polar.PolarMap;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePreparationTest {
  @ParameterizedTest
  @CsvSource({"256, 64, 256", "400, 128, 512", "37, 20, 60", "50, 128, 512"})
  void thePolarTransformAgreesWithThePlainReference(int side, int height, int width)
      throws Exception {
    BgrImage tile = Pictures.waves(side, side);

    assertAgrees(tile, TilePreparation.prepare(tile, height, width));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cvusa/0_aerial.jpg",
        "cvusa/1_aerial.jpg",
        "cvact/2-6Pro9zN1qOxbFSTigfAg_aerial.jpg",
        "cvact-small/3_aerial.png"
      })
  void onRealTilesThePolarTransformAgreesWithThePlainReference(String file) throws Exception {
    byte[] image = RealPairs.read(file);

    assertAgrees(
        ImageDecoder.decode(image, ImageLimits.DEFAULTS), TilePreparation.prepare(image, 128, 512));
  }

  @Test
  void manyTilesOfManySidesKeepAgreeing() throws Exception {
    // More sides than maps are kept, each twice, so that maps are dropped and made again.
    for (int turn = 0; turn < 2; turn++) {
      for (int side = 40; side < 52; side++) {
        BgrImage tile = Pictures.waves(side, side);
        assertAgrees(tile, TilePreparation.prepare(tile, 16, 64));
      }
    }
  }

  @Test
  void northIsInTheCentreColumn() throws Exception {
    // White in the northern eighth only.
    BgrImage tile = Pictures.grey(400, 400, (row, col) -> row < 50 ? 255 : 0);

    BgrImage polar = TilePreparation.prepare(tile, 64, 256);

    assertThat(Pictures.value(polar, 0, 128, 0)).isEqualTo(255);
    assertThat(Pictures.value(polar, 0, 0, 0)).isZero();
    assertThat(Pictures.value(polar, 0, 64, 0)).isZero();
    assertThat(Pictures.value(polar, 0, 192, 0)).isZero();
  }

  @Test
  void withoutThePolarTransformATileIsResizedByArea() throws Exception {
    ModelDescription model =
        new ModelDescription("0123456789ab", 128, 512, 256, 256, false, 3, 4096, 0, 0);
    BgrImage checked = Pictures.grey(512, 512, (row, col) -> (row + col) % 2 == 0 ? 200 : 100);

    BgrImage prepared = TilePreparation.prepare(checked, 256, 256, false);

    assertThat(prepared.height()).isEqualTo(256);
    assertThat(Pictures.values(prepared)).containsExactly(150);
    assertThat(
            TilePreparation.prepare(Jpeg.encode(checked, 90), model, ImageLimits.DEFAULTS).width())
        .isEqualTo(256);
  }

  @Test
  void aTileThatIsNotSquareIsRejected() {
    byte[] image = Jpeg.encode(Pictures.waves(100, 101), 90);

    assertThatThrownBy(() -> TilePreparation.prepare(image, 64, 256))
        .hasMessageContaining("101 x 100")
        .asInstanceOf(type(UnusableInputException.class))
        .extracting(UnusableInputException::reason)
        .isEqualTo(RejectionReason.WRONG_SIDE_RATIO);
  }

  /** 1/64 pixel off in each direction, 255 levels a pixel at the hardest edge: 8 levels, and 1. */
  private static void assertAgrees(BgrImage tile, BgrImage polar) {
    BgrImage reference = new PolarMap(tile.height(), polar.height(), polar.width()).transform(tile);
    assertThat(polar.bgr()).hasSameSizeAs(reference.bgr());
    int largest = 0;
    for (int i = 0; i < polar.bgr().length; i++) {
      largest =
          Math.max(
              largest,
              Math.abs(
                  Byte.toUnsignedInt(polar.bgr()[i]) - Byte.toUnsignedInt(reference.bgr()[i])));
    }
    assertThat(largest).isLessThanOrEqualTo(9);
    assertThat(Pictures.meanDifference(polar, reference)).isLessThan(0.6);
  }
}
