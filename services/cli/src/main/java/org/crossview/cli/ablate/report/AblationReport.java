package org.crossview.cli.ablate.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.Measure;
import org.crossview.cli.ablate.list.PaperFigures;
import org.crossview.cli.ablate.run.Ablation;
import org.crossview.sirnet.evaluation.Interval;

/**
 * What an ablation found: findings, the paper's tables, the runs; for people as Markdown and as a
 * page, for programs as JSON.
 */
public final class AblationReport {
  static final String NOTHING = "-";

  private final AblationList list;
  private final Ablation.Outcome outcome;
  private final ReportFigures figures;

  /** Works out all figures; the intervals take thousands of resamples. */
  public AblationReport(AblationList list, Ablation.Outcome outcome) {
    this.list = list;
    this.outcome = outcome;
    this.figures = ReportFigures.of(list, outcome);
  }

  /** Writes the report and its charts into a folder that exists. */
  public void write(Path folder) throws IOException {
    List<Block> blocks = blocks();
    MarkdownWriter.write(blocks, folder.resolve("report.md"));
    HtmlWriter.write(blocks, folder.resolve("report.html"));
    Files.writeString(folder.resolve("report.json"), json());
  }

  /** The figures for programs; see docs/ablation.md. */
  public String json() {
    return AblationJson.of(list, outcome, figures);
  }

  /** What the findings came to, a line for each. */
  public List<String> findings() {
    return figures.findings().stream().map(Figures.Finding::words).toList();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(1, list.title()));
    if (list.about() != null) {
      blocks.add(new Block.Paragraph(list.about().strip()));
    }
    blocks.add(new Block.Points(new ReportSetting(list, outcome).points()));
    addFindings(blocks);
    addTables(blocks);
    new RunTables(list, outcome.states()).addTo(blocks);
    return blocks;
  }

  private void addFindings(List<Block> blocks) {
    List<Figures.Finding> findings = figures.findings();
    if (findings.isEmpty()) {
      return;
    }
    blocks.add(new Block.Heading(2, "Which findings hold"));
    blocks.add(
        new Block.Paragraph(
            "Differences in r@1, in points, first named less second. In brackets the 95 % interval"
                + " over seeds and queries: runs of the same seed and the same queries are paired. A"
                + " finding holds where the interval lies above 0."
                + (findings.stream().anyMatch(AblationReport::isOfOneSeed)
                    ? " Where there is one seed the interval is over queries alone, and nothing is"
                        + " judged: seeds differ by more."
                    : "")));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      Figures.Finding f = findings.get(i);
      rows.add(
          List.of(
              Integer.toString(i + 1),
              f.spec().claim(),
              f.verdict().map(Figures.Verdict::words).orElse("not measured here"),
              f.difference().map(AblationReport::points).orElse(NOTHING),
              f.bySeed().isEmpty()
                  ? NOTHING
                  : String.join(", ", f.bySeed().stream().map(d -> signed(100 * d)).toList()),
              paper(f.paper(), "%+.2f")));
    }
    blocks.add(
        new Block.Table(List.of("", "finding", "here", "difference", "by seed", "paper"), rows, 3));
    if (findings.stream().anyMatch(f -> f.difference().isPresent())) {
      blocks.add(
          new Block.Picture(
              "findings",
              "Differences in r@1 with their intervals; crosses are single seeds",
              AblationCharts.findings(findings)));
    }
  }

  private void addTables(List<Block> blocks) {
    int number = 0;
    Map<AblationList.TableSpec, List<Figures.Row>> tables = figures.tables();
    for (Map.Entry<AblationList.TableSpec, List<Figures.Row>> entry : tables.entrySet()) {
      number++;
      AblationList.TableSpec table = entry.getKey();
      blocks.add(new Block.Heading(2, table.title()));
      if (table.about() != null) {
        blocks.add(new Block.Paragraph(table.about().strip()));
      }
      List<Figures.Row> rows = entry.getValue();
      boolean grouped = rows.stream().anyMatch(row -> row.spec().group() != null);
      List<String> header = new ArrayList<>();
      if (grouped) {
        header.add("model");
      }
      header.addAll(
          List.of(
              grouped ? "on" : "model", "r@1, %", "r@5", "r@10", "r@1 %", "seeds", "paper r@1"));
      blocks.add(
          new Block.Table(
              header, rows.stream().map(row -> cells(row, grouped)).toList(), grouped ? 2 : 1));
      if (rows.stream().anyMatch(row -> !row.recalls().isEmpty())) {
        blocks.add(
            new Block.Picture(
                "table-" + number,
                table.title() + ": means over the seeds, bars of one standard deviation",
                AblationCharts.table(table, rows)));
      }
    }
    if (number > 0) {
      blocks.add(
          new Block.Paragraph(
              "r@1 is the mean over the seeds ± their standard deviation, with its 95 % interval over"
                  + " seeds and queries. "
                  + (tables.values().stream()
                          .flatMap(List::stream)
                          .anyMatch(AblationReport::isOfOneSeed)
                      ? "A row of one seed has no deviation (-), and its interval is over queries"
                          + " alone. "
                      : "")
                  + (list.tests().values().stream().anyMatch(test -> test.set() == null)
                      ? "The paper's figures are of CVUSA, where nothing else is said, and of a larger"
                          + " network: compare differences, not levels."
                      : "The paper's figures are of the data set of the test; it does not have all"
                          + " of them for each.")));
    }
  }

  private List<String> cells(Figures.Row row, boolean grouped) {
    List<String> cells = new ArrayList<>();
    if (grouped) {
      cells.add(row.spec().group() == null ? "" : row.spec().group());
    }
    cells.add(row.spec().label());
    if (row.recalls().isEmpty()) {
      String run = Measure.parse(row.spec().measure()).run();
      cells.add(list.smoke().contains(run) ? "smoke run only" : "not done");
      cells.addAll(List.of(NOTHING, NOTHING, NOTHING, "0"));
    } else {
      Figures.RecallOverSeeds first = row.recalls().getFirst();
      cells.add(
          String.format(
              Locale.ROOT,
              "%.1f ± %s [%.1f, %.1f]",
              100 * first.interval().mean(),
              spread(first),
              100 * first.interval().low(),
              100 * first.interval().high()));
      for (Figures.RecallOverSeeds recalls : row.recalls().subList(1, 4)) {
        cells.add(String.format(Locale.ROOT, "%.1f", 100 * recalls.interval().mean()));
      }
      cells.add(Integer.toString(first.bySeed().size()));
    }
    cells.add(paper(row.paper(), "%.2f"));
    return cells;
  }

  private static String paper(Optional<PaperFigures.Figure> figure, String format) {
    return figure
        .map(
            f ->
                String.format(Locale.ROOT, format, f.value())
                    + (f.of().isEmpty() ? "" : " (%s)".formatted(f.of())))
        .orElse(NOTHING);
  }

  private static String spread(Figures.RecallOverSeeds recalls) {
    return recalls.spread().isEmpty()
        ? NOTHING
        : String.format(Locale.ROOT, "%.1f", 100 * recalls.spread().getAsDouble());
  }

  private static boolean isOfOneSeed(Figures.Finding finding) {
    return finding.verdict().filter(Figures.Verdict.ONE_SEED::equals).isPresent();
  }

  private static boolean isOfOneSeed(Figures.Row row) {
    return row.recalls().stream().anyMatch(recalls -> recalls.spread().isEmpty());
  }

  private static String points(Interval d) {
    return "%s [%s, %s]"
        .formatted(signed(100 * d.mean()), signed(100 * d.low()), signed(100 * d.high()));
  }

  private static String signed(double points) {
    return String.format(Locale.ROOT, "%+.2f", points);
  }
}
