package org.crossview.cli.ablate.list;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crossview.cli.terminal.UserErrorException;

/**
 * Finds what is missing or misspelt in the tables and findings of a list: they are drawn when all
 * runs are done.
 */
final class FiguresCheck {
  private final String name;
  private final AblationList list;

  /** Refinement steps of the networks, by run. */
  private final Map<String, Integer> steps = new HashMap<>();

  private FiguresCheck(String name, AblationList list, List<PlannedRun> runs) {
    this.name = name;
    this.list = list;
    runs.forEach(run -> steps.put(run.name(), run.configuration().network().steps()));
  }

  /**
   * Checks that tables and findings are whole, and name runs, tests and steps that there are.
   *
   * @param runs of the list, with all settings
   * @throws UserErrorException naming list, place and remedy
   */
  static void check(String name, AblationList list, List<PlannedRun> runs) {
    FiguresCheck check = new FiguresCheck(name, list, runs);
    list.tables().forEach(check::table);
    list.findings().forEach(check::finding);
  }

  private void table(AblationList.TableSpec table) {
    if (isMissing(table.title())) {
      throw error("a table has no title; say title, its heading");
    }
    String place = "table '%s'".formatted(table.title());
    if (table.rows() == null || table.rows().isEmpty()) {
      throw error("the %s has no rows".formatted(place));
    }
    Set<String> bars = new HashSet<>();
    for (AblationList.RowSpec row : table.rows()) {
      if (isMissing(row.label())) {
        throw error(place + " has a row without a label; say label, its name in table and chart");
      }
      // A chart of all recalls has a series for each label, one of r@1 for each group.
      boolean byLabel = table.plot() == AblationList.Plot.RECALLS;
      if (!bars.add(byLabel ? row.label() : row.group() + "\n" + row.label())) {
        throw error(
            "%s has two rows with the label '%s'%s; their bars would have one name"
                .formatted(place, row.label(), byLabel ? "" : " in one group"));
      }
      String rowPlace = "%s, row '%s'".formatted(place, row.label());
      measure(rowPlace, row.measure(), row.test());
      paper(rowPlace, row.paper());
    }
  }

  private void finding(AblationList.FindingSpec finding) {
    if (isMissing(finding.claim())) {
      throw error("a finding has no claim; say claim, a sentence");
    }
    String place = "finding '%s'".formatted(finding.claim());
    measure(place, finding.better(), finding.test());
    measure(place, finding.than(), finding.test());
    paper(place, finding.paper());
  }

  private void paper(String place, PaperFigures paper) {
    if (paper != null) {
      paper.sets().forEach(set -> DataRoots.kind("%s: %s, paper".formatted(name, place), set));
    }
  }

  private static boolean isMissing(String text) {
    return text == null || text.isBlank();
  }

  private void measure(String place, String text, String test) {
    if (text == null) {
      throw error(place + " names no run");
    }
    Measure measure = parsed(place, text);
    known(place, measure.run(), list.runs().keySet());
    requireStep(place, measure);
    if (test != null) {
      known(place, test, list.tests().keySet());
    }
  }

  private Measure parsed(String place, String text) {
    try {
      return Measure.parse(text);
    } catch (UserErrorException e) {
      throw error(place, e);
    }
  }

  private void requireStep(String place, Measure measure) {
    try {
      measure.requireStep(steps.get(measure.run()));
    } catch (UserErrorException e) {
      throw error(place, e);
    }
  }

  private void known(String place, String wanted, Collection<String> known) {
    if (!known.contains(wanted)) {
      throw error("%s names '%s', which is none of %s".formatted(place, wanted, known));
    }
  }

  private UserErrorException error(String what) {
    return new UserErrorException(name + ": " + what);
  }

  private UserErrorException error(String place, UserErrorException e) {
    return new UserErrorException("%s: %s: %s".formatted(name, place, e.getMessage()), e);
  }
}
