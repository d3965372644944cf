package org.crossview.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crossview.cli.plot.Charts;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Loss and validation recall over the steps of a run, from its {@code metrics.jsonl}: the whole
 * run, however often it was taken up again.
 */
final class TrainingPlot {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Logged losses that one point of the curve is the mean of: a batch alone says little. */
  private static final int WINDOW = 5;

  private TrainingPlot() {}

  /** Writes {@code progress.svg} and {@code progress.png} beside the metrics. */
  static void draw(Path run) {
    try {
      XYChart chart = chart(Files.readAllLines(run.resolve("metrics.jsonl")));
      Charts.write(chart, run.resolve("progress.svg"));
      Charts.write(chart, run.resolve("progress.png"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw the progress of " + run, e);
    }
  }

  static XYChart chart(List<String> metrics) throws IOException {
    List<Double> lossSteps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    List<Double> recallSteps = new ArrayList<>();
    List<List<Double>> recalls = new ArrayList<>();
    for (String line : metrics) {
      JsonNode entry = MAPPER.readTree(line);
      double step = entry.get("step").asDouble();
      if (entry.has("loss")) {
        lossSteps.add(step);
        losses.add(entry.get("loss").asDouble());
      } else {
        recallSteps.add(step);
        addRecalls(entry.get("validation"), recalls);
      }
    }
    XYChart chart = Charts.xy("Training", "step", "r@1 in validation, %");
    chart.setYAxisGroupTitle(1, "loss");
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setYAxisMin(0, 0.0).setYAxisMax(0, 100.0).setYAxisMin(1, 0.0);
    if (!losses.isEmpty()) {
      XYSeries series = chart.addSeries("loss", lossSteps, means(losses));
      series.setYAxisGroup(1);
      series.setMarker(SeriesMarkers.NONE).setLineColor(Color.GRAY);
      series.setLineStyle(new BasicStroke(1.5f));
    }
    for (int t = 0; t < recalls.size(); t++) {
      boolean adaptive = t == recalls.size() - 1;
      String name = adaptive ? "r@1, adaptive" : "r@1, step " + (t + 1);
      var colour =
          adaptive
              ? Charts.COLOURS.getLast()
              : Charts.COLOURS.get(Math.min(t, Charts.COLOURS.size() - 2));
      chart
          .addSeries(name, recallSteps, recalls.get(t))
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(colour)
          .setLineColor(colour)
          .setLineStyle(new BasicStroke(2));
    }
    return chart;
  }

  /**
   * A list for each refinement step, the adaptive one last. Ties count against the truth, so that a
   * collapse is seen.
   */
  private static void addRecalls(JsonNode validation, List<List<Double>> recalls) {
    List<JsonNode> all = new ArrayList<>();
    validation.get("perStep").forEach(all::add);
    all.add(validation.get("adaptive"));
    while (recalls.size() < all.size()) {
      recalls.add(new ArrayList<>());
    }
    for (int t = 0; t < all.size(); t++) {
      recalls.get(t).add(100 * all.get(t).get("r1pessimistic").asDouble());
    }
  }

  private static List<Double> means(List<Double> values) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      means.add(
          values.subList(Math.max(0, i + 1 - WINDOW), i + 1).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow());
    }
    return means;
  }
}
