package org.crossview.cli.ablate.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.run.RunResult;
import org.crossview.cli.plot.Charts;
import org.crossview.sirnet.evaluation.Interval;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of a report. */
final class AblationCharts {
  private static final List<String> RECALLS = List.of("r@1", "r@5", "r@10", "r@1 %");

  private AblationCharts() {}

  /** The mean of every row over the seeds, and its spread as error bars. */
  static CategoryChart table(AblationList.TableSpec table, List<Figures.Row> rows) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(900)
            .height(500)
            .title(table.title())
            .yAxisTitle(table.plot() == AblationList.Plot.RECALLS ? "r@K, %" : "r@1, %")
            .theme(Styler.ChartTheme.GGPlot2)
            .build();
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setAvailableSpaceFill(.6);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setErrorBarsColor(Color.DARK_GRAY);
    boolean byRecall = table.plot() == AblationList.Plot.RECALLS;
    double low =
        zoom(
            chart,
            rows.stream()
                .flatMap(row -> row.recalls().stream().limit(byRecall ? RECALLS.size() : 1))
                .mapToDouble(r -> 100 * r.interval().mean())
                .summaryStatistics());
    if (byRecall) {
      byRecall(chart, rows);
    } else {
      byRow(chart, rows, low);
    }
    return chart;
  }

  private static void byRecall(CategoryChart chart, List<Figures.Row> rows) {
    for (Figures.Row row : rows) {
      if (!row.recalls().isEmpty()) {
        add(
            chart,
            row.spec().label(),
            RECALLS,
            row.recalls().stream().map(r -> 100 * r.interval().mean()).toList(),
            row.recalls().stream().map(AblationCharts::spread).toList());
      }
    }
  }

  /**
   * Rows of a group are one series over the labels of all rows. A row that is not done, or that the
   * group does not have, leaves a gap: its bar ends where it begins, at the axis.
   */
  private static void byRow(CategoryChart chart, List<Figures.Row> rows, double low) {
    SequencedSet<String> labels = new LinkedHashSet<>();
    SequencedMap<String, SequencedMap<String, Figures.RecallOverSeeds>> groups =
        new LinkedHashMap<>();
    for (Figures.Row row : rows) {
      if (!row.recalls().isEmpty()) {
        labels.add(row.spec().label());
        String group = row.spec().group() == null ? "here" : row.spec().group();
        groups
            .computeIfAbsent(group, g -> new LinkedHashMap<>())
            .put(row.spec().label(), row.recalls().getFirst());
      }
    }
    groups.forEach(
        (group, recalls) -> {
          List<Double> means = new ArrayList<>();
          List<Double> spreads = new ArrayList<>();
          for (String label : labels) {
            Figures.RecallOverSeeds r = recalls.get(label);
            means.add(r == null ? low : 100 * r.interval().mean());
            spreads.add(r == null ? 0 : spread(r));
          }
          add(chart, group, List.copyOf(labels), means, spreads);
        });
    if (groups.size() == 1) {
      chart.getStyler().setLegendVisible(false);
    }
  }

  /** The length of an error bar, percent; none of a single seed. */
  private static double spread(Figures.RecallOverSeeds recalls) {
    return 100 * recalls.spread().orElse(0);
  }

  private static void add(
      CategoryChart chart, String name, List<String> x, List<Double> y, List<Double> spread) {
    int index = chart.getSeriesMap().size();
    CategorySeries series = chart.addSeries(name, x, y, spread);
    series.setFillColor(Charts.COLOURS.get((index + 1) % Charts.COLOURS.size()));
  }

  /**
   * Bars begin at 0, unless all of them would then look alike; then the axis says so.
   *
   * @return where they begin
   */
  private static double zoom(CategoryChart chart, DoubleSummaryStatistics values) {
    double least = values.getMin();
    double most = values.getMax();
    double low = 0;
    if (least > .5 * most && least > 10) {
      low = Math.max(0, Math.floor((least - (most - least) - 5) / 5) * 5);
    }
    chart.getStyler().setYAxisMin(low);
    if (low > 0) {
      chart.setYAxisTitle(chart.getYAxisTitle() + " (the axis does not begin at 0)");
    }
    return low;
  }

  /** Differences with their intervals: a line for each finding, numbered as in the report. */
  static XYChart findings(List<Figures.Finding> findings) {
    XYChart chart =
        Charts.xy("Findings", "difference in r@1, points", "finding, by its number in the table");
    chart.getStyler().setLegendVisible(false);
    int count = findings.size();
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(count + 1.0);
    // Its ticks would be numbered upwards, and the findings are not: each carries its own number.
    chart.getStyler().setYAxisTicksVisible(false);
    chart.getStyler().setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    XYSeries zero = chart.addSeries("0", new double[] {0, 0}, new double[] {0, count + 1.0});
    zero.setMarker(SeriesMarkers.NONE).setLineColor(Color.GRAY);
    zero.setLineStyle(new BasicStroke(1));
    for (int i = 0; i < count; i++) {
      if (findings.get(i).difference().isPresent()) {
        add(chart, count - i, findings.get(i));
        double mean = 100 * findings.get(i).difference().orElseThrow().mean();
        chart.addAnnotation(
            new AnnotationText(Integer.toString(i + 1), mean, count - i + .3, false));
      }
    }
    return chart;
  }

  private static void add(XYChart chart, int y, Figures.Finding finding) {
    Interval d = finding.difference().orElseThrow();
    Color colour =
        switch (finding.verdict().orElseThrow()) {
          case HOLDS -> Charts.COLOURS.get(2);
          case CONTRARY -> Charts.COLOURS.getLast();
          default -> Color.DARK_GRAY;
        };
    XYSeries line =
        chart.addSeries(
            "interval " + y, new double[] {100 * d.low(), 100 * d.high()}, new double[] {y, y});
    line.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(new BasicStroke(3));
    XYSeries mean = chart.addSeries("mean " + y, new double[] {100 * d.mean()}, new double[] {y});
    mean.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
    double[] seeds = finding.bySeed().stream().mapToDouble(s -> 100 * s).toArray();
    XYSeries single =
        chart.addSeries(
            "seeds " + y,
            seeds,
            IntStream.range(0, seeds.length).mapToDouble(i -> y - .25).toArray());
    single.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    single.setMarker(SeriesMarkers.CROSS).setMarkerColor(colour);
  }

  /** The loss of every step of the smoke runs. */
  static XYChart smoke(List<RunResult> smoke) {
    XYChart chart = Charts.xy("Loss of the smoke runs", "step", "loss");
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    for (RunResult result : smoke) {
      double[] steps = IntStream.rangeClosed(1, result.losses().size()).asDoubleStream().toArray();
      double[] losses = result.losses().stream().mapToDouble(Double::doubleValue).toArray();
      chart.addSeries(result.run(), steps, losses).setMarker(SeriesMarkers.NONE);
    }
    return chart;
  }
}
