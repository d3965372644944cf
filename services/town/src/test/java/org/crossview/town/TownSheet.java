package org.crossview.town;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.crossview.core.image.BgrImage;

/**
 * Draws the sheet of the documentation: one place of a town in each row, as a tile of 60, 80 and
 * 160 m and as a panorama of another day with north in the middle.
 */
public final class TownSheet {
  private static final long[] TOWNS = {73, 52, 51, 71, 34};
  private static final double[] WIDTHS = {60, 80, 160};
  private static final int TILE = 160;
  private static final int PANORAMA = 480;
  private static final int GAP = 4;

  private TownSheet() {}

  /**
   * Writes the sheet.
   *
   * @param args the file to write, PNG
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: TownSheet <file.png>");
      System.exit(2);
    }
    Path file = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    ImageIO.write(draw(), "png", file.toFile());
  }

  private static BufferedImage draw() {
    BufferedImage sheet =
        new BufferedImage(
            WIDTHS.length * (TILE + GAP) + PANORAMA,
            TOWNS.length * (TILE + GAP) - GAP,
            BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < TOWNS.length; row++) {
      Town town = Town.generate(new TownSettings(TOWNS[row], 400));
      Viewpoint v = town.viewpoint(10);
      Viewpoint northward = new Viewpoint(v.x(), v.y(), 0, v.conditions());
      int top = row * (TILE + GAP);
      for (int i = 0; i < WIDTHS.length; i++) {
        BgrImage tile = TileRenderer.render(town, v.x(), v.y(), WIDTHS[i], TILE, TOWNS[row]);
        paste(tile, sheet, i * (TILE + GAP), top);
      }
      // Twice the size, averaged: what a camera of that resolution would see.
      BgrImage large = PanoramaRenderer.render(town, northward, 2 * TILE, 2 * PANORAMA, 60, -60);
      paste(half(large), sheet, WIDTHS.length * (TILE + GAP), top);
    }
    return sheet;
  }

  private static BgrImage half(BgrImage in) {
    int height = in.height() / 2;
    int width = in.width() / 2;
    byte[] out = new byte[height * width * 3];
    for (int row = 0; row < height; row++) {
      for (int k = 0; k < width * 3; k++) {
        int i = 2 * row * in.width() * 3 + k / 3 * 6 + k % 3;
        int below = i + in.width() * 3;
        int sum =
            (in.bgr()[i] & 0xFF)
                + (in.bgr()[i + 3] & 0xFF)
                + (in.bgr()[below] & 0xFF)
                + (in.bgr()[below + 3] & 0xFF);
        out[row * width * 3 + k] = (byte) ((sum + 2) / 4);
      }
    }
    return new BgrImage(height, width, out);
  }

  private static void paste(BgrImage image, BufferedImage sheet, int left, int top) {
    for (int row = 0; row < image.height(); row++) {
      for (int col = 0; col < image.width(); col++) {
        int i = (row * image.width() + col) * 3;
        int rgb =
            (image.bgr()[i + 2] & 0xFF) << 16
                | (image.bgr()[i + 1] & 0xFF) << 8
                | (image.bgr()[i] & 0xFF);
        sheet.setRGB(left + col, top + row, rgb);
      }
    }
  }
}
