package org.crossview.cli.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.crossview.cli.plot.Charts;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.Rank;
import org.crossview.sirnet.evaluation.RetrievalSummary;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of r@K (SIRNet, Fig. 7): each step and the adaptive one, of one or two models. */
final class RecallPlot {
  /** The curve goes on to here where 1 % of the gallery is less. */
  private static final int LEAST_K = 20;

  /** The last is adaptive. */
  private static final List<Color> COLOURS = Charts.COLOURS;

  private RecallPlot() {}

  /**
   * Checks the name of a file before there is something to draw.
   *
   * @throws UserErrorException if it ends neither in .svg nor in .png
   */
  static void check(Path file) {
    if (!Charts.isChartFile(file)) {
      throw new UserErrorException(
          "--plot %s: name a file that ends in .svg or .png".formatted(file));
    }
  }

  /** Draws an evaluation into an SVG or a PNG file. */
  static void write(Evaluation evaluation, Path file) throws IOException {
    XYChart chart = Charts.xy(title(evaluation), "K", "r@K, %");
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0).setXAxisMin(1.0);
    boolean alone = evaluation.other().isEmpty();
    add(chart, evaluation.result(), alone ? "" : evaluation.result().modelVersion() + " ", false);
    evaluation.other().ifPresent(o -> add(chart, o, "compared " + o.modelVersion() + " ", true));
    Charts.write(chart, file);
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
    add(chart, result, prefix + "adaptive", QueryOutcome::adaptive, COLOURS.getLast(), dashed);
  }

  private static void add(
      XYChart chart,
      ModelResult result,
      String name,
      Function<QueryOutcome, Rank> rank,
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
