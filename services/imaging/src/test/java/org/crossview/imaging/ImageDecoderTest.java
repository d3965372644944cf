package org.crossview.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final byte[] JPEG = Jpeg.encode(Pictures.waves(256, 512), 90);

  @Test
  void aJpegComesBackNearlyAsItWas() throws Exception {
    BgrImage image = decode(JPEG);

    assertThat(image.height()).isEqualTo(256);
    assertThat(image.width()).isEqualTo(512);
    assertThat(Pictures.meanDifference(image, Pictures.waves(256, 512))).isLessThan(3);
  }

  @Test
  void lowerQualityGivesFewerBytes() {
    assertThat(Jpeg.encode(Pictures.waves(256, 512), 30).length).isLessThan(JPEG.length);
    assertThatThrownBy(() -> Jpeg.encode(Pictures.waves(8, 8), 0)).hasMessageContaining("got 0");
  }

  @Test
  void realJpegsAndPngsDecode() throws Exception {
    assertThat(decode(RealPairs.read("cvusa/0_ground.jpg")))
        .extracting(BgrImage::width, BgrImage::height)
        .containsExactly(1232, 224);
    assertThat(decode(RealPairs.read("london/01_aerial.png")))
        .extracting(BgrImage::width, BgrImage::height)
        .containsExactly(256, 256);
  }

  @Test
  void noBytesAreNoImage() {
    assertRejected(() -> decode(new byte[0]), RejectionReason.UNDECODABLE_IMAGE, "0 bytes");
  }

  @Test
  void textIsNoImage() {
    assertRejected(
        () -> decode("<html>not found</html>".getBytes(StandardCharsets.UTF_8)),
        RejectionReason.UNDECODABLE_IMAGE,
        "neither a JPEG nor a PNG");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.3, 0.5, 0.9, 0.999})
  void aJpegThatEndsEarlyIsRejectedWhereverItEnds(double part) {
    byte[] truncated = Arrays.copyOf(JPEG, (int) (JPEG.length * part));

    assertRejected(() -> decode(truncated), RejectionReason.UNDECODABLE_IMAGE, "truncated");
  }

  @Test
  void aRealPngThatEndsEarlyIsRejected() throws Exception {
    byte[] png = RealPairs.read("london/01_aerial.png");

    assertRejected(
        () -> decode(Arrays.copyOf(png, png.length - 20)),
        RejectionReason.UNDECODABLE_IMAGE,
        "truncated");
  }

  @Test
  void aRealPngWithADamagedByteIsRejected() throws Exception {
    byte[] png = RealPairs.read("london/01_aerial.png");
    png[png.length / 2] ^= 1;

    assertRejected(() -> decode(png), RejectionReason.UNDECODABLE_IMAGE, "checksum");
  }

  @Test
  void aProgressiveJpegDecodesAndOneThatEndsBetweenItsScansDoesNot() throws Exception {
    byte[] progressive =
        Pictures.encode(
            ".jpg", Pictures.waves(64, 128), opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);

    assertThat(Pictures.meanDifference(decode(progressive), Pictures.waves(64, 128))).isLessThan(3);
    int lastScan = Pictures.lastIndexOf(progressive, (byte) 0xFF, (byte) 0xDA);
    assertRejected(
        () -> decode(Arrays.copyOf(progressive, lastScan)),
        RejectionReason.UNDECODABLE_IMAGE,
        "truncated");
  }

  @Test
  void aJpegOfThousandsOfScansIsRejectedBeforeDecoding() {
    int scan = Pictures.lastIndexOf(JPEG, (byte) 0xFF, (byte) 0xDA);
    int scanLength = JPEG.length - 2 - scan;
    ByteBuffer many = ByteBuffer.allocate(scan + 101 * scanLength + 2);
    many.put(JPEG, 0, scan);
    for (int i = 0; i < 101; i++) {
      many.put(JPEG, scan, scanLength);
    }
    many.put(JPEG, JPEG.length - 2, 2);

    assertRejected(
        () -> decode(many.array()), RejectionReason.UNDECODABLE_IMAGE, "more than 100 scans");
  }

  @Test
  void greyAndTransparentAndSixteenBitImagesBecomeColour() throws Exception {
    BgrImage colour = Pictures.waves(32, 48);

    for (int code : new int[] {opencv_imgproc.COLOR_BGR2GRAY, opencv_imgproc.COLOR_BGR2BGRA}) {
      BgrImage decoded = decode(Pictures.encodeConverted(colour, code));
      assertThat(decoded.bgr()).hasSize(32 * 48 * 3);
      if (code == opencv_imgproc.COLOR_BGR2BGRA) {
        assertThat(decoded.bgr()).isEqualTo(colour.bgr());
      }
    }
    assertThat(decode(Pictures.encodeSixteenBit(colour)).bgr()).isEqualTo(colour.bgr());
  }

  @Test
  void bytesAfterTheEndMarkerDoNotMatter() throws Exception {
    byte[] longer = Arrays.copyOf(JPEG, JPEG.length + 100);

    assertThat(decode(longer).bgr()).isEqualTo(decode(JPEG).bgr());
  }

  @Test
  void aHeaderOfThirtyThousandPixelsASideIsRejectedBeforeDecoding() {
    assertRejected(
        () -> decode(Pictures.pngHeader(30_000, 30_000)),
        RejectionReason.IMAGE_TOO_LARGE,
        "30000 x 30000");
    assertRejected(
        () -> decode(Pictures.jpegClaiming(30_000, 30_000)),
        RejectionReason.IMAGE_TOO_LARGE,
        "30000 x 30000");
  }

  @Test
  void tooManyBytesAreRejectedBeforeTheyAreLookedAt() {
    ImageLimits limits = new ImageLimits(100, 16_384, 1_000_000);

    assertRejected(
        () -> ImageDecoder.decode(new byte[101], limits),
        RejectionReason.IMAGE_TOO_LARGE,
        "101 bytes; at most 100");
  }

  @Test
  void tooManyPixelsAreRejectedThoughEachSideIsAllowed() {
    ImageLimits limits = new ImageLimits(1 << 20, 1000, 512 * 256 - 1);

    assertRejected(
        () -> ImageDecoder.decode(JPEG, limits), RejectionReason.IMAGE_TOO_LARGE, "512 x 256");
  }

  @Test
  void aHeaderWithoutPixelsIsRejected() {
    assertRejected(
        () -> decode(Pictures.pngHeader(64, 32)),
        RejectionReason.UNDECODABLE_IMAGE,
        "holds no pixels");
    assertRejected(
        () -> decode(Pictures.pngHeader(0, 32)), RejectionReason.UNDECODABLE_IMAGE, "0 x 32");
  }

  @Test
  void anOrientationInTheMetadataTurnsNothing() throws Exception {
    // Exif with orientation 6 (turn by 90 degrees), put behind the start marker.
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] turned = new byte[JPEG.length + exif.length];
    System.arraycopy(JPEG, 0, turned, 0, 2);
    System.arraycopy(exif, 0, turned, 2, exif.length);
    System.arraycopy(JPEG, 2, turned, 2 + exif.length, JPEG.length - 2);

    assertThat(decode(turned).bgr()).isEqualTo(decode(JPEG).bgr());
  }

  private static BgrImage decode(byte[] image) throws UnusableInputException {
    return ImageDecoder.decode(image, ImageLimits.DEFAULTS);
  }

  private static void assertRejected(
      ThrowingCallable decoding, RejectionReason reason, String detail) {
    assertThatThrownBy(decoding)
        .hasMessageContaining(detail)
        .asInstanceOf(type(UnusableInputException.class))
        .extracting(UnusableInputException::reason)
        .isEqualTo(reason);
  }
}
