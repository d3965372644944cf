package org.crossview.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.OptionalDouble;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanoramaPreparationTest {
  private static final OptionalDouble NORTH_IN_THE_CENTRE = OptionalDouble.empty();

  @ParameterizedTest
  @CsvSource({"0, 256", "90, 384", "180, 0", "270, 128", "360, 256", "-90, 128", "450, 384"})
  void aPanoramaTurnedByItsHeadingHasItsCentreWhereTheHeadingLies(double heading, int expected)
      throws Exception {
    // A white line in the centre column shows what the vehicle drives towards. In a panorama with
    // north in the centre (column 256 of 512), heading 90 = east lies a quarter to the right.
    BgrImage line = Pictures.grey(256, 512, (row, col) -> col == 256 ? 255 : 0);

    BgrImage prepared =
        PanoramaPreparation.prepare(
            line, Projection.EQUIRECTANGULAR, OptionalDouble.of(heading), 128, 512);

    for (int col = 0; col < 512; col++) {
      assertThat(Pictures.value(prepared, 64, col, 0)).isEqualTo(col == expected ? 255 : 0);
    }
  }

  @Test
  void theSamePlaceFilmedUnderTwoHeadingsGivesTheSameImage() throws Exception {
    BgrImage northUp = Pictures.waves(256, 512);
    BgrImage eastUp =
        Pictures.grey(256, 512, (row, col) -> Pictures.value(northUp, row, (col + 128) % 512, 0));
    BgrImage grey = Pictures.grey(256, 512, (row, col) -> Pictures.value(northUp, row, col, 0));

    BgrImage fromNorth =
        PanoramaPreparation.prepare(grey, Projection.EQUIRECTANGULAR, NORTH_IN_THE_CENTRE, 64, 256);
    BgrImage fromEast =
        PanoramaPreparation.prepare(
            eastUp, Projection.EQUIRECTANGULAR, OptionalDouble.of(90), 64, 256);

    assertThat(fromEast.bgr()).isEqualTo(fromNorth.bgr());
  }

  @Test
  void headingsAreRoundedToTheNearestColumn() {
    assertThat(PanoramaPreparation.columns(0.17, 1024)).isZero();
    assertThat(PanoramaPreparation.columns(0.18, 1024)).isEqualTo(1);
    assertThat(PanoramaPreparation.columns(359.9, 1024)).isZero();
    assertThat(PanoramaPreparation.columns(1e300, 1024)).isBetween(0, 1023);
  }

  @Test
  void anEquirectangularPanoramaKeepsTheBandOf45DegreesAroundTheHorizon() throws Exception {
    // CVACT's 832 rows: 208..623 remain, white here.
    BgrImage band = Pictures.grey(832, 1664, (row, col) -> row >= 208 && row <= 623 ? 255 : 0);

    BgrImage prepared =
        PanoramaPreparation.prepare(
            band, Projection.EQUIRECTANGULAR, NORTH_IN_THE_CENTRE, 416, 1664);

    assertThat(Pictures.values(prepared)).containsExactly(255);
  }

  @Test
  void aStripIsUsedWhole() throws Exception {
    BgrImage strip = Pictures.grey(224, 1232, (row, col) -> row);

    BgrImage prepared =
        PanoramaPreparation.prepare(strip, Projection.STRIP_360X65, NORTH_IN_THE_CENTRE, 224, 1232);

    assertThat(prepared.bgr()).isEqualTo(strip.bgr());
  }

  @Test
  void resizingAveragesOverTheArea() throws Exception {
    BgrImage stripes = Pictures.grey(256, 512, (row, col) -> col % 4 == 0 ? 200 : 0);

    BgrImage prepared =
        PanoramaPreparation.prepare(
            stripes, Projection.EQUIRECTANGULAR, NORTH_IN_THE_CENTRE, 32, 128);

    assertThat(Pictures.values(prepared)).containsExactly(50);
  }

  @ParameterizedTest
  @CsvSource({
    "cvusa/0_ground.jpg, strip-360x65",
    "cvact/2-6Pro9zN1qOxbFSTigfAg_ground.jpg, equirectangular",
    "cvact-small/3_ground.png, equirectangular",
    "london/01_ground.png, equirectangular"
  })
  void realPanoramasArePrepared(String file, String projection) throws Exception {
    byte[] image = RealPairs.read(file);

    BgrImage prepared =
        PanoramaPreparation.prepare(
            image, Projection.of(projection), NORTH_IN_THE_CENTRE, 128, 512);
    BgrImage decoded = ImageDecoder.decode(image, ImageLimits.DEFAULTS);

    assertThat(prepared.height()).isEqualTo(128);
    assertThat(prepared.width()).isEqualTo(512);
    assertThat(
            PanoramaPreparation.prepare(
                    decoded, Projection.of(projection), NORTH_IN_THE_CENTRE, 128, 512)
                .bgr())
        .isEqualTo(prepared.bgr());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aHeadingThatIsNoNumberOfDegreesIsRejected(double heading) {
    assertThatThrownBy(
            () ->
                PanoramaPreparation.prepare(
                    Pictures.waves(256, 512),
                    Projection.EQUIRECTANGULAR,
                    OptionalDouble.of(heading),
                    64,
                    256))
        .hasMessageContaining(String.valueOf(heading))
        .asInstanceOf(type(UnusableInputException.class))
        .extracting(UnusableInputException::reason)
        .isEqualTo(RejectionReason.INVALID_HEADING);
  }

  @ParameterizedTest
  @CsvSource({"512, 512, equirectangular", "1024, 576, equirectangular", "1024, 512, strip-360x65"})
  void sidesThatDoNotFitTheProjectionAreRejected(int width, int height, String projection)
      throws Exception {
    Projection named = Projection.of(projection);
    byte[] image = Jpeg.encode(Pictures.waves(height, width), 50);

    assertThatThrownBy(
            () -> PanoramaPreparation.prepare(image, named, NORTH_IN_THE_CENTRE, 64, 256))
        .hasMessageContaining(width + " x " + height)
        .asInstanceOf(type(UnusableInputException.class))
        .extracting(UnusableInputException::reason)
        .isEqualTo(RejectionReason.WRONG_SIDE_RATIO);
  }

  @Test
  void aPanoramaWithoutARowAroundTheHorizonIsRejected() {
    assertThatThrownBy(
            () ->
                PanoramaPreparation.prepare(
                    Pictures.waves(2, 4), Projection.EQUIRECTANGULAR, NORTH_IN_THE_CENTRE, 64, 256))
        .hasMessageContaining("4 x 2")
        .hasMessageContaining("send it larger")
        .asInstanceOf(type(UnusableInputException.class))
        .extracting(UnusableInputException::reason)
        .isEqualTo(RejectionReason.WRONG_SIDE_RATIO);
  }

  @Test
  void theSmallestPanoramasOfTheRightRatioArePrepared() throws Exception {
    for (int height = 3; height < 20; height++) {
      BgrImage prepared =
          PanoramaPreparation.prepare(
              Pictures.grey(height, 2 * height, (row, col) -> 7),
              Projection.EQUIRECTANGULAR,
              NORTH_IN_THE_CENTRE,
              4,
              8);

      assertThat(Pictures.values(prepared)).containsExactly(7);
    }
  }

  @Test
  void sidesThatWereRoundedPass() throws Exception {
    // 360:65 exactly is 5.538, CVUSA's own sides are 5.5.
    BgrImage strip = Pictures.grey(130, 720, (row, col) -> 7);

    BgrImage prepared =
        PanoramaPreparation.prepare(strip, Projection.STRIP_360X65, NORTH_IN_THE_CENTRE, 8, 32);

    assertThat(Pictures.values(prepared)).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"perspective", "fisheye", "", "Equirectangular"})
  void anUnknownProjectionIsRejectedWithTheKnownOnes(String projection) {
    assertThatThrownBy(() -> Projection.of(projection))
        .hasMessageContaining("'" + projection + "'")
        .hasMessageContaining("equirectangular, strip-360x65")
        .asInstanceOf(type(UnusableInputException.class))
        .extracting(UnusableInputException::reason)
        .isEqualTo(RejectionReason.UNSUPPORTED_PROJECTION);
  }
}
