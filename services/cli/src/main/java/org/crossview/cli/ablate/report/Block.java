package org.crossview.cli.ablate.report;

import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;

/** A piece of a report. Texts are plain: the writers escape them. */
sealed interface Block {
  /**
   * A heading.
   *
   * @param level 1 for the title
   */
  record Heading(int level, String text) implements Block {}

  /** A paragraph. */
  record Paragraph(String text) implements Block {}

  /** Points of a list. */
  record Points(List<String> texts) implements Block {}

  /**
   * A table.
   *
   * @param words columns, from the left, that hold words and not figures
   */
  record Table(List<String> header, List<List<String>> rows, int words) implements Block {}

  /**
   * A chart.
   *
   * @param name of its files, without the ending
   * @param alt what it shows, in words
   */
  record Picture(String name, String alt, Chart<?, ?> chart) implements Block {}
}
