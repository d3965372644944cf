package org.crossview.cli.ablate.list;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.crossview.cli.terminal.UserErrorException;

/**
 * Finds what is missing or misspelt in a list before hours are spent on it; {@link FiguresCheck}
 * does for its tables and findings, once the settings of all runs are known.
 */
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
    check.runs();
  }

  private void parts() {
    require(list.title() != null, "title");
    require(list.config() != null, "config");
    require(list.data() != null, "data");
    require(!list.tests().isEmpty(), "tests");
    require(!list.runs().isEmpty(), "runs");
    require(!list.seeds().isEmpty(), "seeds");
    if (new HashSet<>(list.seeds()).size() < list.seeds().size()) {
      throw error("a seed comes twice in %s".formatted(list.seeds()));
    }
    data(list.data());
    list.tests().forEach(this::test);
  }

  private void data(AblationList.DataSpec data) {
    Map<String, Object> ofTowns = new LinkedHashMap<>();
    ofTowns.put("seed", data.seed());
    ofTowns.put("towns", data.towns());
    ofTowns.put("pairs", data.pairs());
    ofTowns.put("pitch", data.pitch());
    ofTowns.put("tileWidth", data.tileWidth());
    ofTowns.put("aligned", data.aligned());
    ofTowns.put("validationSeed", data.validationSeed());
    if (data.set() != null) {
      if (ofTowns.values().stream().anyMatch(Objects::nonNull)) {
        throw error(
            "data has a data set (%s) and keys of towns; beside it only fraction and validationPairs go"
                .formatted(data.set()));
      }
    } else {
      ofTowns.forEach(this::requireOfData);
    }
    requireOfData("validationPairs", data.validationPairs());
    if (data.validationPairs() < 0) {
      throw error(
          "data.validationPairs is %d and must be at least 0, which is for no validation"
              .formatted(data.validationPairs()));
    }
    if (data.set() == null) {
      towns(data);
    } else if (!(data.part() > 0 && data.part() <= 1)) {
      throw error(
          "data.fraction is %s and must be more than 0 and at most 1".formatted(data.fraction()));
    }
  }

  /** A list's data takes the place of an included one as a whole: nothing is left to be meant. */
  private void requireOfData(String key, Object value) {
    if (value == null) {
      throw error(
          "data.%s is missing: data says all of its keys, also where a list that is included has them"
              .formatted(key));
    }
  }

  private void towns(AblationList.DataSpec data) {
    if (data.fraction() != null) {
      throw error("data.fraction belongs to a data set; of towns say fewer pairs");
    }
    if (data.tileWidth().size() != 2) {
      throw error("data.tileWidth needs the lowest and the highest width, such as [60, 160]");
    }
    try {
      ListTowns.training(data);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("%s: data: %s".formatted(name, e.getMessage()), e);
    }
  }

  private void test(String test, AblationList.TestSpec spec) {
    if (spec == null) {
      throw error("test '%s' is empty".formatted(test));
    }
    boolean ofTown = spec.town() != 0 || spec.tiles() != 0 || spec.queries() != 0 || spec.fine();
    if (spec.set() != null && ofTown) {
      throw error(
          "test '%s' has a data set (%s), whose tiles and queries are its own; leave out town,"
                  .formatted(test, spec.set())
              + " tiles, queries and fine");
    }
    if (spec.set() == null) {
      ListTowns.test("%s: test '%s'".formatted(name, test), spec);
    }
  }

  private void runs() {
    for (String run : list.runs().keySet()) {
      if (!run.matches("[\\w.+-]+")) {
        throw error(
            "the run '%s' becomes a folder; use letters, digits and . + - _".formatted(run));
      }
    }
    for (String run : list.smoke()) {
      if (!list.runs().containsKey(run)) {
        throw error("smoke names '%s', which is none of %s".formatted(run, list.runs().keySet()));
      }
    }
  }

  private void require(boolean there, String key) {
    if (!there) {
      throw error("'%s' is missing; see docs/ablation.md for the format".formatted(key));
    }
  }

  private UserErrorException error(String what) {
    return new UserErrorException(name + ": " + what);
  }
}
