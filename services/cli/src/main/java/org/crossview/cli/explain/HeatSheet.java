package org.crossview.cli.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.crossview.cli.explain.ExplainedPair.ModelHeat;
import org.crossview.core.image.BgrImage;
import org.crossview.core.polar.HeatMap;
import org.crossview.core.polar.PolarMap;
import org.crossview.imaging.HeatOverlay;

/**
 * Grad-CAM of a pair at every refinement step (SIRNet, Figs 11 and 12): a row of pictures, then a
 * row for the backbone's output and one for each step; in the columns the panorama, the tile's
 * polar image and the tile itself.
 */
final class HeatSheet {
  static final int MARGIN = 24;
  static final int GAP = 14;
  static final int LABELS = 150;
  static final int HEIGHT = 176;
  static final int WIDTH = 4 * HEIGHT;
  static final int TOP = 140;
  private static final int BOTTOM = 84;

  private final ExplainedPair pair;
  private final boolean polar;
  private final BgrImage panorama;
  private final BgrImage polarImage;
  private final BgrImage tile;
  private final Sheet sheet;
  private final int tileColumn;
  private int y = TOP;

  private HeatSheet(ExplainedPair pair, Pictures pictures) {
    this.pair = pair;
    polar = pair.heats().stream().anyMatch(heat -> heat.model().polar());
    panorama = pictures.panorama(pair.answer().query(), HEIGHT, WIDTH);
    polarImage = polar ? pictures.tile(pair.tile().tile(), HEIGHT, WIDTH, true) : null;
    tile = pictures.tile(pair.tile().tile(), HEIGHT);
    tileColumn = MARGIN + LABELS + (polar ? 2 : 1) * (WIDTH + GAP);
    int rows = 1 + pair.heats().stream().mapToInt(heat -> heat.heat().ground().size()).sum();
    sheet = new Sheet(tileColumn + HEIGHT + MARGIN, TOP + rows * (HEIGHT + GAP) + BOTTOM);
  }

  /** Draws a pair. */
  static Sheet of(ExplainedPair pair, Pictures pictures) {
    HeatSheet drawing = new HeatSheet(pair, pictures);
    drawing.head();
    drawing.pictures();
    pair.heats().forEach(drawing::model);
    drawing.foot();
    return drawing.sheet;
  }

  private void head() {
    int room = tileColumn + HEIGHT - MARGIN;
    sheet.text(Sheet.Style.TITLE, "Where the network looks", MARGIN, 36, room);
    Answer answer = pair.answer();
    sheet.text(
        Sheet.Style.TEXT,
        "Query %s: %s.".formatted(answer.name(), Words.outcome(answer)),
        MARGIN,
        62,
        room);
    Answer.Found found = pair.tile();
    sheet.text(
        Sheet.Style.TEXT,
        String.format(
            Locale.ROOT,
            "Tile %s: number %,d, %s%s.",
            found.name(),
            found.rank(),
            Words.verdict(found, answer),
            Words.away(found)),
        MARGIN,
        84,
        room);
    columnHead("Panorama", "Tile, polar", MARGIN + LABELS);
  }

  private void columnHead(String ground, String aerial, int x) {
    sheet.text(Sheet.Style.HEADING, ground, x, TOP - 26, WIDTH);
    compass(x);
    if (polar) {
      sheet.text(Sheet.Style.HEADING, aerial, x + WIDTH + GAP, TOP - 26, WIDTH);
      compass(x + WIDTH + GAP);
    }
    sheet.text(Sheet.Style.HEADING, "Tile", tileColumn, TOP - 26, HEIGHT);
    sheet.centred(Sheet.Style.NOTE, "N", tileColumn + HEIGHT / 2, TOP - 7);
  }

  /** North is in the middle of panoramas and of polar images. */
  private void compass(int x) {
    List<String> directions = List.of("S", "W", "N", "E", "S");
    for (int i = 0; i < directions.size(); i++) {
      int at = x + i * WIDTH / 4;
      int inside = i == 0 ? 5 : i == 4 ? -5 : 0;
      sheet.centred(Sheet.Style.NOTE, directions.get(i), at + inside, TOP - 7);
    }
  }

  private void pictures() {
    sheet.text(Sheet.Style.HEADING, "Image", MARGIN, y + 20, LABELS - GAP);
    sheet.picture(panorama, MARGIN + LABELS, y);
    if (polar) {
      sheet.picture(polarImage, MARGIN + LABELS + WIDTH + GAP, y);
    }
    sheet.picture(tile, tileColumn, y);
    y += HEIGHT + GAP;
  }

  private void model(ModelHeat heat) {
    IntStream.range(0, heat.heat().ground().size()).forEach(step -> row(heat, step));
  }

  private void row(ModelHeat heat, int step) {
    HeatMap ground = heat.heat().ground().get(step);
    HeatMap aerial = heat.heat().aerial().get(step);
    labels(heat, step, ground, aerial);
    sheet.picture(over(panorama, ground, true), MARGIN + LABELS, y);
    if (heat.model().polar()) {
      sheet.picture(over(polarImage, aerial, true), MARGIN + LABELS + WIDTH + GAP, y);
      PolarMap map = new PolarMap(HEIGHT, heat.model().aerialHeight(), heat.model().aerialWidth());
      sheet.picture(HeatOverlay.over(tile, aerial.normalized().overTile(map)), tileColumn, y);
    } else {
      sheet.picture(over(tile, aerial, false), tileColumn, y);
    }
    if (heat.halt().isPresent() && heat.halt().getAsInt() == step) {
      sheet.block(MARGIN - 12, y, 5, HEIGHT, Sheet.Colours.INK);
    }
    y += HEIGHT + GAP;
  }

  private static BgrImage over(BgrImage picture, HeatMap map, boolean circle) {
    return HeatOverlay.over(
        picture, map.normalized().over(picture.height(), picture.width(), circle));
  }

  private void labels(ModelHeat heat, int step, HeatMap ground, HeatMap aerial) {
    int at = y + 20;
    sheet.text(Sheet.Style.HEADING, step == 0 ? "Input" : "Step " + step, MARGIN, at, LABELS - GAP);
    if (step == 0) {
      at = note("backbone's output", at);
    } else {
      double cosine = heat.heat().similarity().get(step - 1);
      at = note(String.format(Locale.ROOT, "cosine %.3f", cosine), at);
    }
    if (heat.halt().isPresent() && heat.halt().getAsInt() == step) {
      at = note("the query halts here", at);
    }
    if (!heat.name().isEmpty()) {
      at = note(heat.name(), at);
    }
    if (ground.max() == 0) {
      at = note("panorama: no heat", at);
    }
    if (aerial.max() == 0) {
      note("tile: no heat", at);
    }
  }

  private int note(String text, int at) {
    sheet.text(Sheet.Style.NOTE, text, MARGIN, at + 20, LABELS - GAP / 2);
    return at + 20;
  }

  private void foot() {
    int x = MARGIN + LABELS;
    int bar = WIDTH / 3;
    sheet.picture(HeatOverlay.bar(14, bar), x, y + 4);
    sheet.text(Sheet.Style.NOTE, "0", x, y + 34, bar);
    sheet.text(Sheet.Style.NOTE, "largest of the map", x + bar - 118, y + 34, bar);
    int text = x + bar + 2 * GAP;
    int room = tileColumn + HEIGHT - text;
    sheet.paragraph(
        Sheet.Style.NOTE,
        "Grad-CAM of the cosine between the two descriptors of a step, over that step's feature"
            + " map; for the input, of step 1's. Yellow speaks for the pair. Each map has a scale of"
            + " its own."
            + (polar ? " The tile's dark corners are outside its polar image." : ""),
        text,
        y + 16,
        room);
  }
}
