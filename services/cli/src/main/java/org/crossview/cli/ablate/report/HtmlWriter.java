package org.crossview.cli.ablate.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.crossview.cli.plot.Charts;

/** Writes a report as one HTML page that needs no other file. */
final class HtmlWriter {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>TITLE</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
      h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
      th, td { padding: 0.3rem 0.7rem; border-bottom: 1px solid #ddd; vertical-align: top; }
      th { text-align: left; border-bottom: 2px solid #888; }
      th.figure, td.figure { text-align: right; white-space: nowrap; }
      img { max-width: 100%; height: auto; }
      </style>
      </head>
      <body>
      """;

  private HtmlWriter() {}

  /** Writes the file. */
  static void write(List<Block> blocks, Path file) throws IOException {
    String title =
        blocks.stream()
            .filter(Block.Heading.class::isInstance)
            .map(block -> ((Block.Heading) block).text())
            .findFirst()
            .orElse("Report");
    StringBuilder html = new StringBuilder(HEAD.replace("TITLE", escape(title)));
    for (Block block : blocks) {
      html.append(html(block)).append('\n');
    }
    html.append("</body>\n</html>\n");
    Files.writeString(file, html.toString(), StandardCharsets.UTF_8);
  }

  private static String html(Block block) throws IOException {
    return switch (block) {
      case Block.Heading h -> "<h%d>%s</h%d>".formatted(h.level(), escape(h.text()), h.level());
      case Block.Paragraph p -> "<p>" + escape(p.text()) + "</p>";
      case Block.Points p ->
          p.texts().stream()
              .map(point -> "<li>" + escape(point) + "</li>")
              .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
      case Block.Table t -> table(t);
      case Block.Picture p ->
          "<p><img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"></p>"
              .formatted(
                  escape(p.alt()), Base64.getEncoder().encodeToString(Charts.svg(p.chart())));
    };
  }

  private static String table(Block.Table table) {
    return "<div class=\"wide\"><table>\n<thead>"
        + row("th", table.header(), table.words())
        + "</thead>\n<tbody>\n"
        + table.rows().stream()
            .map(cells -> row("td", cells, table.words()))
            .collect(Collectors.joining("\n"))
        + "\n</tbody>\n</table></div>";
  }

  private static String row(String tag, List<String> cells, int words) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String figure = i < words ? "" : " class=\"figure\"";
      row.append("<%s%s>%s</%s>".formatted(tag, figure, escape(cells.get(i)), tag));
    }
    return row.append("</tr>").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
