package org.crossview.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.core.image.BgrImage;
import org.crossview.imaging.Jpeg;

/** Files of miniature data sets: small JPEGs of the right proportions, and tables. */
public final class Miniature {
  private Miniature() {}

  /** A strip of 360 x 65 degrees, as CVUSA has. */
  public static void strip(Path file) {
    jpeg(file, 24, 132);
  }

  /** An equirectangular panorama, as CVACT and VIGOR have. */
  public static void panorama(Path file) {
    jpeg(file, 32, 64);
  }

  /** A square tile. */
  public static void tile(Path file) {
    jpeg(file, 32, 32);
  }

  /** A text file; its folder is made. */
  public static void text(Path file, String... lines) {
    write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static void jpeg(Path file, int height, int width) {
    byte[] bgr = new byte[height * width * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (i * 7 + file.hashCode());
    }
    write(file, Jpeg.encode(new BgrImage(height, width, bgr), 90));
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
