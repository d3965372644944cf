package org.crossview.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.crossview.core.image.BgrImage;
import org.junit.jupiter.api.Test;

class HeatOverlayTest {
  private static final int PIXELS = 4;

  @Test
  void heatIsYellowAndColdIsDarkBlueAndWhatIsNotSaidIsGrey() {
    byte[] pixels = new byte[PIXELS * 3];
    Arrays.fill(pixels, (byte) 100);
    BgrImage picture = new BgrImage(1, PIXELS, pixels);
    byte[] out = HeatOverlay.over(picture, new float[] {0, 1, Float.NaN, .5f}).bgr();

    assertThat(blue(out, 0)).isGreaterThan(red(out, 0)).isGreaterThan(green(out, 0));
    assertThat(red(out, 1)).isGreaterThan(150);
    assertThat(green(out, 1)).isGreaterThan(150);
    assertThat(blue(out, 1)).isLessThan(80);
    assertThat(out[6]).isEqualTo(out[7]).isEqualTo(out[8]).isEqualTo((byte) 35);
    assertThat(green(out, 3)).isGreaterThan(red(out, 3));
    assertThat(pixels).containsOnly(100);
  }

  @Test
  void thePictureCanBeSeenThroughTheHeat() {
    byte[] pixels = {0, 0, 0, (byte) 255, (byte) 255, (byte) 255};
    byte[] out = HeatOverlay.over(new BgrImage(1, 2, pixels), new float[] {1, 1}).bgr();
    assertThat(green(out, 1) - green(out, 0)).isGreaterThan(60);
  }

  @Test
  void theBarGetsBrighterFromLeftToRight() {
    byte[] bar = HeatOverlay.bar(2, 64).bgr();
    for (int i = 1; i < 64; i++) {
      assertThat(green(bar, i)).isGreaterThanOrEqualTo(green(bar, i - 1));
      assertThat(green(bar, 64 + i)).isEqualTo(green(bar, i));
    }
  }

  @Test
  void aMapOfAnotherSizeIsRefused() {
    BgrImage picture = new BgrImage(1, 2, new byte[6]);
    assertThatThrownBy(() -> HeatOverlay.over(picture, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 2 shares, got 3");
  }

  private static int blue(byte[] bgr, int pixel) {
    return bgr[3 * pixel] & 255;
  }

  private static int green(byte[] bgr, int pixel) {
    return bgr[3 * pixel + 1] & 255;
  }

  private static int red(byte[] bgr, int pixel) {
    return bgr[3 * pixel + 2] & 255;
  }
}
