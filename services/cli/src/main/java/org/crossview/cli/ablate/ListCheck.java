package org.crossview.cli.ablate;

import java.util.Collection;
import java.util.HashSet;
import org.crossview.cli.terminal.UserErrorException;

/** Finds what is missing or misspelt in a list before hours are spent on it. */
final class ListCheck {
  private final String name;
  private final AblationList list;

  private ListCheck(String name, AblationList list) {
    this.name = name;
    this.list = list;
  }

  /**
   * Checks that everything is there, and that what is named exists.
   *
   * @throws UserErrorException naming list, place and remedy
   */
  static void check(String name, AblationList list) {
    ListCheck check = new ListCheck(name, list);
    check.parts();
    check.references();
  }

  private void parts() {
    require(list.title() != null, "title");
    require(list.config() != null, "config");
    require(list.data() != null, "data");
    require(!list.tests().isEmpty(), "tests");
    require(!list.runs().isEmpty(), "runs");
    require(!list.seeds().isEmpty(), "seeds");
    if (new HashSet<>(list.seeds()).size() < list.seeds().size()) {
      throw new UserErrorException("%s: a seed comes twice in %s".formatted(name, list.seeds()));
    }
    data(list.data());
    list.tests().forEach(this::test);
  }

  private void data(AblationList.DataSpec data) {
    if (data.set() != null) {
      if (data.towns() != 0
          || data.seed() != 0
          || data.pairs() != 0
          || data.pitch() != 0
          || data.tileWidth() != null
          || data.aligned()
          || data.validationSeed() != 0) {
        throw new UserErrorException(
            "%s: data has a data set (%s) and keys of towns; beside it only fraction and validationPairs go"
                .formatted(name, data.set()));
      }
      if (!(data.part() > 0 && data.part() <= 1)) {
        throw new UserErrorException(
            "%s: data.fraction is %s and must be more than 0 and at most 1"
                .formatted(name, data.fraction()));
      }
    } else if (data.fraction() != null) {
      throw new UserErrorException(
          "%s: data.fraction belongs to a data set; of towns say fewer pairs".formatted(name));
    } else if (data.tileWidth() == null || data.tileWidth().size() != 2) {
      throw new UserErrorException(
          "%s: data.tileWidth needs the lowest and the highest width, such as [60, 160]"
              .formatted(name));
    }
  }

  private void test(String test, AblationList.TestSpec spec) {
    if (spec == null) {
      throw new UserErrorException("%s: test '%s' is empty".formatted(name, test));
    }
    boolean ofTown = spec.town() != 0 || spec.tiles() != 0 || spec.queries() != 0 || spec.fine();
    if (spec.set() != null && ofTown) {
      throw new UserErrorException(
          "%s: test '%s' has a data set (%s), whose tiles and queries are its own; leave out town,"
                  .formatted(name, test, spec.set())
              + " tiles, queries and fine");
    }
    if (spec.set() == null) {
      TestTown.set("%s: test '%s'".formatted(name, test), spec);
    }
  }

  private void references() {
    for (String run : list.runs().keySet()) {
      if (!run.matches("[\\w.+-]+")) {
        throw new UserErrorException(
            "%s: the run '%s' becomes a folder; use letters, digits and . + - _"
                .formatted(name, run));
      }
    }
    list.smoke().forEach(run -> known("smoke", run, list.runs().keySet()));
    for (AblationList.TableSpec table : list.tables()) {
      if (table.rows() == null || table.rows().isEmpty()) {
        throw new UserErrorException(
            "%s: the table '%s' has no rows".formatted(name, table.title()));
      }
      for (AblationList.RowSpec row : table.rows()) {
        String place = "table '%s', row '%s'".formatted(table.title(), row.label());
        measure(place, row.measure(), row.test());
      }
    }
    for (AblationList.FindingSpec finding : list.findings()) {
      String place = "finding '%s'".formatted(finding.claim());
      measure(place, finding.better(), finding.test());
      measure(place, finding.than(), finding.test());
    }
  }

  private void measure(String place, String measure, String test) {
    if (measure == null) {
      throw new UserErrorException("%s: %s names no run".formatted(name, place));
    }
    known(place, Measure.parse(measure).run(), list.runs().keySet());
    if (test != null) {
      known(place, test, list.tests().keySet());
    }
  }

  private void known(String place, String wanted, Collection<String> known) {
    if (!known.contains(wanted)) {
      throw new UserErrorException(
          "%s: %s names '%s', which is none of %s".formatted(name, place, wanted, known));
    }
  }

  private void require(boolean there, String key) {
    if (!there) {
      throw new UserErrorException(
          "%s: '%s' is missing; see docs/ablation.md for the format".formatted(name, key));
    }
  }
}
