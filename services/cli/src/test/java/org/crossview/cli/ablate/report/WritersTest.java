package org.crossview.cli.ablate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crossview.cli.plot.Charts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class WritersTest {
  @TempDir Path folder;

  @Test
  void markdownHasItsChartsBesideItAndTextsCannotBreakATable() throws Exception {
    MarkdownWriter.write(blocks(), folder.resolve("report.md"));

    assertThat(Files.readString(folder.resolve("report.md")))
        .isEqualTo(
            """
            # Title

            less &lt; more

            | name | figure |
            | --- | ---: |
            | a \\| b | 1.0 |

            ![a line](line.svg)
            """);
    assertThat(folder.resolve("line.svg")).isNotEmptyFile();
    assertThat(folder.resolve("line.png")).isNotEmptyFile();
  }

  @Test
  void htmlIsOnePageThatAsksForNoOtherFile() throws Exception {
    HtmlWriter.write(blocks(), folder.resolve("report.html"));

    String html = Files.readString(folder.resolve("report.html"));
    assertThat(html)
        .contains(
            "<title>Title</title>",
            "less &lt; more",
            "<td class=\"figure\">1.0</td>",
            "src=\"data:image/svg+xml;base64,");
    assertThat(html.replace("http-equiv", "")).doesNotContain("http", "<script", "href=");
    assertThat(folder).isDirectoryNotContaining("glob:**.svg");
  }

  private static List<Block> blocks() {
    XYChart chart = Charts.xy("Line", "x", "y");
    chart.addSeries("s", new double[] {1, 2}, new double[] {1, 2});
    return List.of(
        new Block.Heading(1, "Title"),
        new Block.Paragraph("less < more"),
        new Block.Table(List.of("name", "figure"), List.of(List.of("a | b", "1.0")), 1),
        new Block.Picture("line", "a line", chart));
  }
}
