package org.crossview.cli.ablate;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crossview.cli.CodeFingerprint;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.TownSet;
import org.crossview.cli.evaluate.TownTiles;
import org.crossview.cli.evaluate.WithDistractors;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;

/**
 * The queries and tiles of a test: those of {@code evaluate --town-seed N --tiles N [--fine]}, so
 * that both give the same figures for the same model.
 */
final class TestTown {
  private static final Pattern DISTRACTORS = Pattern.compile("(\\d{1,18}):(\\d{1,9})");

  private final String name;
  private final AblationList.TestSpec spec;
  private EvaluationSet set;

  /**
   * @param name of the test in its list
   * @throws UserErrorException if its distractors cannot be read
   */
  TestTown(String name, AblationList.TestSpec spec) {
    this.name = name;
    this.spec = spec;
    if (spec.tiles() < 2) {
      throw new UserErrorException("test '%s' needs at least 2 tiles".formatted(name));
    }
    if (spec.distractors() != null && !DISTRACTORS.matcher(spec.distractors()).matches()) {
      throw new UserErrorException(
          "test '%s': distractors are SEED:TILES, such as 8:1000, not '%s'"
              .formatted(name, spec.distractors()));
    }
  }

  /** Planned once it is asked for. */
  EvaluationSet set() {
    if (set == null) {
      Town town = town(spec.town(), spec.tiles());
      int queries = spec.queries() == 0 ? spec.tiles() : spec.queries();
      EvaluationSet plain =
          spec.fine() ? TownSet.fine(town, queries) : TownSet.aligned(town, queries);
      set =
          spec.distractors() == null
              ? plain
              : new WithDistractors(plain, new TownTiles(distractors()));
    }
    return set;
  }

  private Town distractors() {
    Matcher parts = DISTRACTORS.matcher(spec.distractors());
    parts.matches();
    return town(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  private Town town(long seed, int tiles) {
    try {
      return Town.generate(new TownSettings(seed, tiles));
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("test '%s': %s".formatted(name, e.getMessage()), e);
    }
  }

  /** The file in which its prepared queries are kept. */
  Path queries(Path folder, String input) {
    return file(
        folder,
        "queries-%d-%d-%s-%d"
            .formatted(spec.town(), spec.tiles(), spec.fine() ? "fine" : "aligned", spec.queries()),
        input);
  }

  /** The file in which its prepared tiles are kept; the same for tests with the same gallery. */
  Path tiles(Path folder, String input) {
    String others = spec.distractors() == null ? "" : "-" + spec.distractors().replace(':', '-');
    return file(folder, "tiles-%d-%d%s".formatted(spec.town(), spec.tiles(), others), input);
  }

  private static Path file(Path folder, String what, String input) {
    String code = CodeFingerprint.of(Town.class);
    return folder.resolve("%s-test-%s-%s.images".formatted(code, what, input));
  }
}
