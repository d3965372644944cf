package org.crossview.cli.ablate.list;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crossview.cli.terminal.UserErrorException;

/**
 * Which ranks of a run count, written {@code run} or {@code run@at}: {@code ase} (the default)
 * ranks a query at the step where it halts, {@code last} at step T, {@code best} at the static step
 * of the highest r@1 in the same test, {@code oracle} at the step that suits the query best, and a
 * number at that step.
 */
public record Measure(String run, String at) {
  public static final String ASE = "ase";
  static final String LAST = "last";
  static final String BEST = "best";
  static final String ORACLE = "oracle";

  private static final Pattern FORM =
      Pattern.compile("([^@]+?)(?:@(" + ASE + "|last|best|oracle|[1-4]))?");

  /** A measure of a run with adaptive step estimation. */
  public static Measure parse(String text) {
    return parse(text, run -> true);
  }

  /**
   * Reads a measure.
   *
   * @param adaptive whether a run has adaptive step estimation; without it, it answers at its last
   *     step where the measure names none
   */
  public static Measure parse(String text, Predicate<String> adaptive) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new UserErrorException(
          "'%s' names no measure: write RUN or RUN@AT, where AT is ase, last, best, oracle or a step"
                  .formatted(text)
              + " from 1 to 4");
    }
    String run = parts.group(1);
    String otherwise = adaptive.test(run) ? ASE : LAST;
    return new Measure(run, parts.group(2) == null ? otherwise : parts.group(2));
  }

  /**
   * The rank of every query, counted from 0: tiles nearer than the right one, or as near.
   *
   * @param ranks [query][step]
   * @param halted the step where each query halts, from 1
   */
  public int[] ranks(int[][] ranks, int[] halted) {
    int[] chosen = new int[ranks.length];
    int best = at.equals(BEST) ? best(ranks) : 0;
    for (int q = 0; q < ranks.length; q++) {
      chosen[q] =
          switch (at) {
            case ASE -> ranks[q][halted[q] - 1];
            case LAST -> ranks[q][ranks[q].length - 1];
            case BEST -> ranks[q][best];
            case ORACLE -> Arrays.stream(ranks[q]).min().orElseThrow();
            default -> ranks[q][Integer.parseInt(at) - 1];
          };
    }
    return chosen;
  }

  /**
   * Sees that a network of so many steps has the one that this names, if it names one.
   *
   * @throws UserErrorException if it has not
   */
  void requireStep(int steps) {
    if (at.matches("[1-4]") && Integer.parseInt(at) > steps) {
      throw new UserErrorException(
          "'%s@%s' asks for step %s of a network of %d; name one that it has, or last"
              .formatted(run, at, at, steps));
    }
  }

  /** The earlier one of equals. */
  static int best(int[][] ranks) {
    int best = 0;
    long most = -1;
    for (int t = 0; t < ranks[0].length; t++) {
      int step = t;
      long hits = Arrays.stream(ranks).filter(query -> query[step] == 0).count();
      if (hits > most) {
        most = hits;
        best = t;
      }
    }
    return best;
  }
}
