package org.crossview.cli.ablate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.sirnet.evaluation.Interval;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;

class AblationChartsTest {
  @Test
  void aRowThatIsNotDoneLeavesAGapAndDoesNotPullTheAxisToZero() {
    CategoryChart chart =
        chart(row("G", "A", .80), row("G", "B", .84), row("H", "A", .82), row("H", "B"));

    double low = chart.getStyler().getYAxisMin();
    assertThat(low).isEqualTo(70);
    assertThat(chart.getYAxisTitle()).contains("does not begin at 0");
    assertThat(List.<Number>copyOf(chart.getSeriesMap().get("H").getYData()))
        .containsExactly(82.0, low);
    assertThat(List.<Number>copyOf(chart.getSeriesMap().get("G").getYData()))
        .containsExactly(80.0, 84.0);
  }

  @Test
  void theAxisBeginsAtZeroWhereBarsDiffer() {
    CategoryChart chart = chart(row("G", "A", .80), row("G", "B", .20));

    assertThat(chart.getStyler().getYAxisMin()).isZero();
    assertThat(chart.getYAxisTitle()).isEqualTo("r@1, %");
  }

  private static CategoryChart chart(Figures.Row... rows) {
    return AblationCharts.table(
        new AblationList.TableSpec("T", null, AblationList.Plot.R1, List.of()), List.of(rows));
  }

  /** All of its recalls are the same; none where it is not done. */
  private static Figures.Row row(String group, String label, double... recall) {
    return new Figures.Row(
        new AblationList.RowSpec(label, group, "run", null, null),
        recall.length == 0
            ? List.of()
            : Collections.nCopies(
                4,
                new Figures.RecallOverSeeds(
                    new Interval(recall[0], recall[0], recall[0]),
                    OptionalDouble.of(.01),
                    List.of(recall[0]))),
        Optional.empty());
  }
}
