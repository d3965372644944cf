package org.crossview.cli.ablate.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.crossview.cli.plot.Charts;

/** Writes a report as Markdown, its charts as SVG and PNG files beside it. */
final class MarkdownWriter {
  private MarkdownWriter() {}

  /**
   * Writes the file and its charts.
   *
   * @param file in a folder that exists
   */
  static void write(List<Block> blocks, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      text.append(
              switch (block) {
                case Block.Heading h -> "#".repeat(h.level()) + " " + h.text();
                case Block.Paragraph p -> escape(p.text());
                case Block.Points p ->
                    p.texts().stream()
                        .map(point -> "- " + escape(point))
                        .collect(Collectors.joining("\n"));
                case Block.Table t -> table(t);
                case Block.Picture p -> "![%s](%s.svg)".formatted(p.alt(), p.name());
              })
          .append("\n\n");
      if (block instanceof Block.Picture p) {
        for (String ending : Charts.ENDINGS) {
          Charts.write(p.chart(), file.resolveSibling(p.name() + ending));
        }
      }
    }
    Files.writeString(file, text.toString().stripTrailing() + "\n", StandardCharsets.UTF_8);
  }

  private static String table(Block.Table table) {
    List<String> rule =
        Collections.nCopies(table.header().size(), "---:").stream().collect(Collectors.toList());
    for (int i = 0; i < table.words(); i++) {
      rule.set(i, "---");
    }
    StringBuilder text = new StringBuilder(line(table.header()) + "\n" + line(rule));
    table.rows().forEach(row -> text.append('\n').append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(MarkdownWriter::escape)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String escape(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }
}
