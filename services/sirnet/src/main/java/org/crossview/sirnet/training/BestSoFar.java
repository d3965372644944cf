package org.crossview.sirnet.training;

import java.util.Properties;
import org.crossview.sirnet.evaluation.Recall;

/**
 * The best validation of a run up to now; what early stopping goes by. It is part of the state of a
 * run, so that a run taken up again stops where it would have stopped.
 *
 * @param step of the best validation, 0 before the first
 * @param score mean over the refinement steps of r@1, 0..1: less of a lottery than a single step,
 *     and none of them may be left behind, since every one of them is used. Ties count against the
 *     truth, or descriptors that have collapsed into one would be the best of all
 * @param since validations after it, none of them better
 */
record BestSoFar(long step, double score, int since) {
  static final BestSoFar NONE = new BestSoFar(0, -1, 0);

  private static final String STEP = "best.step";
  private static final String SCORE = "best.score";
  private static final String SINCE = "best.since";

  /** With one more validation. The earlier of equals stays the best. */
  BestSoFar with(long validated, Recall recall) {
    double fresh =
        recall.perStep().stream().mapToDouble(Recall.AtK::pessimisticAt1).average().orElseThrow();
    return fresh > score
        ? new BestSoFar(validated, fresh, 0)
        : new BestSoFar(step, score, since + 1);
  }

  /**
   * Whether nothing got better for so long that the run should end.
   *
   * @param patience validations without a better one; 0 for any number
   */
  boolean isStale(int patience) {
    return patience > 0 && since >= patience;
  }

  void write(Properties state) {
    state.setProperty(STEP, Long.toString(step));
    state.setProperty(SCORE, Double.toString(score));
    state.setProperty(SINCE, Integer.toString(since));
  }

  /** What {@link #write} wrote, or none. */
  static BestSoFar read(Properties state) {
    if (!state.containsKey(STEP)) {
      return NONE;
    }
    return new BestSoFar(
        Long.parseLong(state.getProperty(STEP)),
        Double.parseDouble(state.getProperty(SCORE)),
        Integer.parseInt(state.getProperty(SINCE)));
  }
}
