package org.crossview.cli.explain;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.crossview.cli.explain.Answer.Found;

/**
 * Queries with their nearest tiles (SIRNet, Fig. 13): a right tile has a green frame, a wrong one a
 * red frame. Where a truth is known and not shown among them, it follows with its rank.
 */
final class RetrievalSheet {
  /** More queries go to another sheet. */
  static final int ROWS = 8;

  private static final int MARGIN = 24;
  private static final int GAP = 26;
  private static final int FRAME = 6;
  private static final int HEIGHT = 180;
  private static final int WIDTH = 4 * HEIGHT;
  private static final int TOP = 112;
  private static final int CAPTION = 62;
  private static final int BOTTOM = 56;

  private final List<Answer> answers;
  private final Pictures pictures;
  private final Sheet sheet;
  private int y = TOP;

  private RetrievalSheet(List<Answer> answers, Pictures pictures) {
    this.answers = answers;
    this.pictures = pictures;
    int tiles = answers.stream().mapToInt(answer -> answer.first().size()).max().orElse(0);
    boolean missed = answers.stream().anyMatch(answer -> answer.missedTruth().isPresent());
    int columns = tiles + (missed ? 1 : 0);
    sheet =
        new Sheet(
            MARGIN + WIDTH + columns * (GAP + HEIGHT) + MARGIN,
            TOP + answers.size() * (HEIGHT + CAPTION) + BOTTOM);
    for (int i = 0; i < tiles; i++) {
      heading("Top " + (i + 1), column(i));
    }
    if (missed) {
      heading("Truth", column(tiles));
    }
  }

  /**
   * Draws queries and their answers.
   *
   * @param answers at least one
   * @param title what was searched
   */
  static Sheet of(List<Answer> answers, String title, Pictures pictures) {
    RetrievalSheet drawing = new RetrievalSheet(answers, pictures);
    drawing.head(title);
    answers.forEach(drawing::row);
    drawing.foot();
    return drawing.sheet;
  }

  private static int column(int tile) {
    return MARGIN + WIDTH + GAP + tile * (HEIGHT + GAP);
  }

  private void heading(String text, int x) {
    sheet.text(Sheet.Style.HEADING, text, x, TOP - 14, HEIGHT);
  }

  private void head(String title) {
    sheet.text(Sheet.Style.TITLE, "What the gallery answers", MARGIN, 36, WIDTH);
    sheet.text(Sheet.Style.TEXT, title, MARGIN, 62, column(2) - MARGIN);
    sheet.text(Sheet.Style.HEADING, "Query, north in the middle", MARGIN, TOP - 14, WIDTH);
  }

  private void row(Answer answer) {
    sheet.picture(pictures.panorama(answer.query(), HEIGHT, WIDTH), MARGIN, y);
    sheet.text(Sheet.Style.TEXT, answer.name(), MARGIN, y + HEIGHT + 24, WIDTH);
    sheet.text(Sheet.Style.NOTE, Words.outcome(answer), MARGIN, y + HEIGHT + 43, WIDTH);
    int column = 0;
    for (Found tile : answer.first()) {
      tile(tile, answer, column++);
    }
    int truth = column;
    answer.missedTruth().ifPresent(tile -> tile(tile, answer, truth));
    y += HEIGHT + CAPTION;
  }

  private void tile(Found tile, Answer answer, int column) {
    int x = column(column);
    Color frame =
        tile.right()
            ? Sheet.Colours.RIGHT
            : answer.truth().isPresent() ? Sheet.Colours.WRONG : Sheet.Colours.UNKNOWN;
    sheet.frame(x, y, HEIGHT, HEIGHT, FRAME, frame);
    sheet.picture(pictures.tile(tile.tile(), HEIGHT), x, y);
    String rank =
        column + 1 == tile.rank() ? "" : String.format(Locale.ROOT, ", number %,d", tile.rank());
    String verdict = Words.verdict(tile, answer) + rank;
    sheet.text(Sheet.Style.TEXT, frame, verdict, x, y + HEIGHT + 24, HEIGHT);
    sheet.text(Sheet.Style.NOTE, Words.distances(tile), x, y + HEIGHT + 43, HEIGHT + GAP - 4);
  }

  private void foot() {
    boolean judged = answers.stream().anyMatch(answer -> answer.truth().isPresent());
    String frames =
        judged
            ? "Green frame: a right tile. Red frame: a wrong one."
            : "Which tiles are right is not known.";
    sheet.paragraph(
        Sheet.Style.NOTE,
        frames
            + " Metres: from the tile's centre to where the panorama was taken, or to the right"
            + " tile's centre where that is all that is known. L2: between descriptors.",
        MARGIN,
        y + 14,
        column(answers.getFirst().first().size()) - MARGIN);
  }
}
