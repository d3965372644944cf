package org.crossview.cli.explain;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.crossview.core.image.BgrImage;

/** A white page with pictures and text on it; all measures in pixels from the upper left corner. */
final class Sheet {
  /** How text looks. */
  enum Style {
    TITLE(Font.BOLD, 22, Colours.INK),
    HEADING(Font.BOLD, 16, Colours.INK),
    TEXT(Font.PLAIN, 15, Colours.INK),
    NOTE(Font.PLAIN, 13, Colours.PALE);

    private final int style;
    private final int size;
    private final int rgb;

    Style(int style, int size, Color colour) {
      this.style = style;
      this.size = size;
      this.rgb = colour.getRGB();
    }

    private Font font() {
      return new Font(Font.SANS_SERIF, style, size);
    }

    private Color colour() {
      return new Color(rgb);
    }
  }

  /** Colours of text and frames. */
  static final class Colours {
    static final Color INK = new Color(0x1A1A1A);
    static final Color PALE = new Color(0x5F5F5F);
    static final Color RIGHT = new Color(0x12A150);
    static final Color WRONG = new Color(0xD62F2F);
    static final Color UNKNOWN = new Color(0x8A8A8A);

    private Colours() {}
  }

  /** From a base line of a paragraph to the next. */
  private static final int LINE = 18;

  static {
    // Nothing here needs a display, and looking for one fails where there is none.
    System.setProperty("java.awt.headless", "true");
  }

  private final BufferedImage image;
  private final Graphics2D graphics;

  Sheet(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  /** A picture in its own size. */
  void picture(BgrImage picture, int x, int y) {
    BufferedImage copy =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) copy.getRaster().getDataBuffer()).getData();
    System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
    graphics.drawImage(copy, x, y, null);
  }

  /** A frame for a picture that is drawn after it. */
  void frame(int x, int y, int width, int height, int thickness, Color colour) {
    block(x - thickness, y - thickness, width + 2 * thickness, height + 2 * thickness, colour);
  }

  /** A filled rectangle. */
  void block(int x, int y, int width, int height, Color colour) {
    graphics.setColor(colour);
    graphics.fillRect(x, y, width, height);
  }

  /**
   * A line of text.
   *
   * @param y its base line
   * @param room pixels it may take; what does not fit is left out at its beginning, since the ends
   *     of paths say most
   */
  void text(Style style, String text, int x, int y, int room) {
    text(style, style.colour(), text, x, y, room);
  }

  /** A line of text in a colour of its own. */
  void text(Style style, Color colour, String text, int x, int y, int room) {
    graphics.setFont(style.font());
    graphics.setColor(colour);
    graphics.drawString(fitted(text, room), x, y);
  }

  /**
   * Text of several lines.
   *
   * @param y the first one's base line
   * @param room pixels that a line may take
   */
  void paragraph(Style style, String text, int x, int y, int room) {
    graphics.setFont(style.font());
    graphics.setColor(style.colour());
    String line = "";
    int at = y;
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && graphics.getFontMetrics().stringWidth(longer) > room) {
        graphics.drawString(line, x, at);
        at += LINE;
        line = word;
      } else {
        line = longer;
      }
    }
    graphics.drawString(line, x, at);
  }

  /** A line of text around a middle. */
  void centred(Style style, String text, int middle, int y) {
    graphics.setFont(style.font());
    graphics.setColor(style.colour());
    graphics.drawString(text, middle - graphics.getFontMetrics().stringWidth(text) / 2, y);
  }

  private String fitted(String text, int room) {
    String fitted = text;
    int cut = 0;
    while (graphics.getFontMetrics().stringWidth(fitted) > room && cut < text.length()) {
      cut++;
      fitted = "…" + text.substring(cut);
    }
    return fitted;
  }

  /** Writes the page as PNG. */
  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
  }
}
