package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class TrainingPlotTest {
  private static final List<String> METRICS =
      List.of(
          "{\"step\":10,\"loss\":2.0,\"learningRate\":1e-3,\"secondsPerStep\":0.1}",
          "{\"step\":20,\"loss\":1.0,\"learningRate\":1e-3,\"secondsPerStep\":0.1}",
          validation(20, .1, .3, .25),
          "{\"step\":30,\"loss\":0.6,\"learningRate\":1e-3,\"secondsPerStep\":0.1}",
          validation(30, .2, .4, .5));

  @TempDir Path run;

  @Test
  void theCurvesAreTheLossAndTheRecallOfEveryStepAndOfTheAdaptiveOne() throws Exception {
    XYChart chart = TrainingPlot.chart(METRICS);

    assertThat(chart.getSeriesMap())
        .containsOnlyKeys("loss", "r@1, step 1", "r@1, step 2", "r@1, adaptive");
    assertThat(chart.getSeriesMap().get("r@1, step 2").getXData()).containsExactly(20, 30);
    assertThat(chart.getSeriesMap().get("r@1, step 2").getYData()).containsExactly(30, 40);
    assertThat(chart.getSeriesMap().get("r@1, adaptive").getYData()).containsExactly(25, 50);
    // Smoothed: the mean of those so far.
    assertThat(chart.getSeriesMap().get("loss").getYData()).containsExactly(2, 1.5, 1.2);
  }

  @Test
  void descriptorsThatHaveCollapsedIntoOneAreDrawnAsFindingNothing() throws Exception {
    XYChart chart = TrainingPlot.chart(List.of(validation(20, 0, 0, 0)));

    assertThat(chart.getSeriesMap().get("r@1, adaptive").getYData()).containsExactly(0);
  }

  @Test
  void bothFilesAreWrittenBesideTheMetrics() throws Exception {
    Files.write(run.resolve("metrics.jsonl"), METRICS);

    TrainingPlot.draw(run);

    assertThat(Files.readString(run.resolve("progress.svg"))).contains("<svg");
    assertThat(ImageIO.read(run.resolve("progress.png").toFile()).getWidth()).isEqualTo(900);
    assertThat(run).isDirectoryNotContaining("glob:**.new");
  }

  /** Where all ties count for the truth, it is always found. */
  private static String validation(int step, double first, double second, double adaptive) {
    String at = "{\"r1\":1,\"r5\":1,\"r10\":1,\"r1percent\":1,\"r1pessimistic\":%s}";
    return ("{\"step\":%d,\"validation\":{\"queries\":9,\"gallery\":9,\"perStep\":["
            + at
            + ","
            + at
            + "],\"adaptive\":"
            + at
            + ",\"halted\":[4, 5]}}")
        .formatted(step, first, second, adaptive);
  }
}
