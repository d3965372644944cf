package org.crossview.cli.plot;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.crossview.core.file.WholeFile;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;

/** Charts as SVG and PNG files, without a display. */
public final class Charts {
  static {
    // Nothing here needs a display, and looking for one fails where there is none.
    System.setProperty("java.awt.headless", "true");
  }

  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;

  /** What names of files may end in. */
  public static final List<String> ENDINGS = List.of(".svg", ".png");

  /** Told apart by people who do not see all colours (Okabe and Ito). */
  public static final List<Color> COLOURS =
      List.of(
          new Color(0x56B4E9),
          new Color(0x0072B2),
          new Color(0x009E73),
          new Color(0xE69F00),
          new Color(0xD55E00));

  private Charts() {}

  /** A chart of lines or points, empty, in the common look. */
  public static XYChart xy(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .theme(Styler.ChartTheme.GGPlot2)
            .build();
    chart.getStyler().setLocale(Locale.ROOT);
    return chart;
  }

  /** Whether a name ends in one of {@link #ENDINGS}. */
  public static boolean isChartFile(Path file) {
    return ENDINGS.stream().anyMatch(ending -> lower(file).endsWith(ending));
  }

  /** Draws a chart into a file that ends in .svg or .png; a reader never sees half of it. */
  public static void write(Chart<?, ?> chart, Path file) throws IOException {
    WholeFile.write(
        file,
        fresh -> {
          try (OutputStream out = Files.newOutputStream(fresh)) {
            if (lower(file).endsWith(".svg")) {
              svg(chart, out);
            } else {
              BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG);
            }
          }
        });
  }

  /** The bytes of a chart's SVG file. */
  public static byte[] svg(Chart<?, ?> chart) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    svg(chart, out);
    return out.toByteArray();
  }

  private static void svg(Chart<?, ?> chart, OutputStream out) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
  }

  private static String lower(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }
}
