package org.crossview.cli.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.evaluation.Outcome;
import org.crossview.sirnet.evaluation.Rank;
import org.crossview.sirnet.evaluation.RetrievalSummary;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of r@K (SIRNet, Fig. 7): each step and the adaptive one, of one or two models. */
final class RecallPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;

  /** The curve goes on to here where 1 % of the gallery is less. */
  private static final int LEAST_K = 20;

  private static final List<String> ENDINGS = List.of(".svg", ".png");

  /** Told apart by people who do not see all colours (Okabe and Ito); the last is adaptive. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x56B4E9),
          new Color(0x0072B2),
          new Color(0x009E73),
          new Color(0xE69F00),
          new Color(0xD55E00));

  private RecallPlot() {}

  /**
   * Checks the name of a file before there is something to draw.
   *
   * @throws UserErrorException if it ends neither in .svg nor in .png
   */
  static void check(Path file) {
    if (ENDINGS.stream().noneMatch(ending -> lower(file).endsWith(ending))) {
      throw new UserErrorException(
          "--plot %s: name a file that ends in .svg or .png".formatted(file));
    }
  }

  private static String lower(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  /** Draws an evaluation into an SVG or a PNG file. */
  static void write(Evaluation evaluation, Path file) throws IOException {
    // Nothing here needs a display, and looking for one fails where there is none.
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title(evaluation))
            .xAxisTitle("K")
            .yAxisTitle("r@K, %")
            .theme(Styler.ChartTheme.GGPlot2)
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0).setXAxisMin(1.0);
    chart.getStyler().setLocale(Locale.ROOT);
    boolean alone = evaluation.other().isEmpty();
    add(chart, evaluation.result(), alone ? "" : evaluation.result().modelVersion() + " ", false);
    evaluation.other().ifPresent(o -> add(chart, o, "compared " + o.modelVersion() + " ", true));
    try (OutputStream out = Files.newOutputStream(file)) {
      if (lower(file).endsWith(".svg")) {
        VectorGraphicsEncoder.saveVectorGraphic(
            chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
      } else {
        BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG);
      }
    }
  }

  private static String title(Evaluation evaluation) {
    return evaluation.view().isOrdinary()
        ? evaluation.dataset()
        : evaluation.dataset() + "; " + evaluation.view().words();
  }

  private static void add(XYChart chart, ModelResult result, String prefix, boolean dashed) {
    int steps = result.summary().steps().size();
    for (int t = 0; t < steps; t++) {
      int step = t;
      Color colour = COLOURS.get(Math.min(t, COLOURS.size() - 2));
      add(chart, result, prefix + "step " + (t + 1), o -> o.ranks().get(step), colour, dashed);
    }
    add(chart, result, prefix + "adaptive", Outcome::adaptive, COLOURS.getLast(), dashed);
  }

  private static void add(
      XYChart chart,
      ModelResult result,
      String name,
      Function<Outcome, Rank> rank,
      Color colour,
      boolean dashed) {
    RetrievalSummary summary = result.summary();
    int largest = Math.min(summary.gallery(), Math.max(LEAST_K, summary.onePercent()));
    double[] recall =
        RetrievalSummary.curve(result.outcomes().stream().map(rank).toList(), largest);
    double[] k = IntStream.rangeClosed(1, largest).asDoubleStream().toArray();
    double[] percent = IntStream.range(0, largest).mapToDouble(i -> 100 * recall[i]).toArray();
    XYSeries series = chart.addSeries(name, k, percent);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    float[] dashes = dashed ? new float[] {6, 4} : null;
    series.setLineStyle(
        new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0));
  }
}
