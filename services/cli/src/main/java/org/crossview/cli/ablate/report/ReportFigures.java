package org.crossview.cli.ablate.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.run.Ablation;

/**
 * All figures of a report. Their intervals take thousands of resamples, so the report, its JSON and
 * what is printed share them.
 *
 * @param findings in the order of the list
 * @param tables the rows of each table, in the order of the list
 */
record ReportFigures(
    List<Figures.Finding> findings,
    SequencedMap<AblationList.TableSpec, List<Figures.Row>> tables) {

  /** Those of the runs that are done. */
  static ReportFigures of(AblationList list, Ablation.Outcome outcome) {
    Figures figures =
        new Figures(
            list, outcome.states().stream().flatMap(state -> state.result().stream()).toList());
    SequencedMap<AblationList.TableSpec, List<Figures.Row>> tables = new LinkedHashMap<>();
    for (AblationList.TableSpec table : list.tables()) {
      tables.put(table, table.rows().stream().map(figures::row).toList());
    }
    return new ReportFigures(list.findings().stream().map(figures::finding).toList(), tables);
  }
}
